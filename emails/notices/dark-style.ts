/** The notices' colours for clients that obey `prefers-color-scheme`: the edition's, on what MJML makes of a layout. */
import { dark } from '../theme.ts';

/** One line, since some clients lose a rule after a comment or break; MJML writes text colours on a `div` inside the cell. */
export const darkStyle = `@media (prefers-color-scheme:dark){${[
  `body,div,table,td{background-color:${dark.page} !important}`,
  `td,td div{color:${dark.text} !important}`,
  `.brand div{color:${dark.text} !important}`,
  `.muted div,.muted a{color:${dark.muted} !important}`,
  `.link a{color:${dark.link} !important}`,
  `.bar{border-color:${dark.brand} !important}`,
].join('')}}`;

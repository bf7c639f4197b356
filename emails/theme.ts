/** The visual system: one source of colours, type and spacing for the edition (React) and the notices (MJML). */

/**
 * Every pair is at least 4.5:1 on its own page colour, and the light ones also after a lightness flip on black: Gmail on
 * iOS and classic Outlook invert a mail whatever it asks for. There are no fills, so nothing inverts into a dark box.
 */
export const light = {
  page: '#FFFFFF',
  text: '#1B1F24',
  muted: '#57606A',
  link: '#0B57A4',
  brand: '#0E7C66',
  up: '#116329',
  down: '#A40E26',
  fresh: '#7A4B00',
  rule: '#C9D1D9',
} as const;

export type Colour = keyof typeof light;

/** For clients that obey `prefers-color-scheme`. Light text on dark needs no pure white and no pure black. */
export const dark: Record<Colour, string> = {
  page: '#121417',
  text: '#E6E8EB',
  muted: '#A7B0BA',
  link: '#7FB8FF',
  brand: '#4FD1B5',
  up: '#5FD38A',
  down: '#FF9A9A',
  fresh: '#F2C879',
  rule: '#3A424B',
};

export const sans = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
export const serif = "Georgia,'Times New Roman',serif";

/** CSS `font` shorthands, size/line in px: clients scale px, and two of them know no rem. */
export const font = {
  body: `16px/24px ${sans}`,
  essay: `18px/29px ${serif}`,
  nameplate: `bold 24px/30px ${serif}`,
  title: `bold 30px/36px ${serif}`,
  standfirst: `19px/28px ${serif}`,
  section: `bold 20px/26px ${sans}`,
  small: `14px/20px ${sans}`,
  item: `bold 17px/24px ${sans}`,
  code: `14px/21px Consolas,Menlo,monospace`,
} as const;

/** px */
export const space = { hair: 4, small: 8, medium: 12, paragraph: 18, large: 24, section: 40 } as const;

/** Width of the column and its side padding, px: about 65 characters of the essay's serif. */
export const column = { width: 600, padding: 20 } as const;

/** From this width up a table has room for its extra columns, px. */
export const wide = 520;

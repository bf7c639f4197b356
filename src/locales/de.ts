/** Deutsch. */
import type { Words } from './index.ts';

export default {
  /** ltr or rtl. */
  direction: 'ltr',
  frame: {
    skip: 'Zum Inhalt springen',
    about: 'Über diesen Newsletter',
    latest: 'Neueste Ausgabe',
    all: 'Alle Ausgaben',
    privacy: 'Datenschutz',
    sampleTitle: 'Beispielredaktion.',
    sampleText: 'Schlagzeilen, Aufsätze, Modelle und Zahlen auf dieser Seite sind erfunden.',
    toLatest: 'Zur neuesten Ausgabe →',
  },
  trouble: {
    missingTitle: 'Seite nicht gefunden',
    missingText:
      'Unter dieser Adresse gibt es nichts. Eine Ausgabe erscheint hier, sobald sie freigegeben ist.',
    brokenTitle: 'Da ist etwas schiefgegangen',
    brokenText:
      'Diese Seite konnte nicht erstellt werden. Das liegt an uns, nicht an Ihnen; bitte versuchen Sie es in einer Minute noch einmal.',
    badTitle: 'Das hat nicht geklappt',
    badText: 'Die Anfrage war nicht zu verstehen.',
    deadTitle: 'Dieser Link gilt nicht mehr',
    deadText: 'Er ist zu alt, wurde durch einen neueren ersetzt oder nicht vollständig kopiert.',
  },
  leave: {
    title: 'Abbestellen',
    heading: '{newsletter} abbestellen?',
    text: 'Ein Druck auf den Knopf, und Sie stehen nicht mehr auf der Liste. Mehr wird nicht gefragt.',
    button: 'Abbestellen',
    pauseHeading: 'Oder eine Pause machen',
    pauseText: 'Es kommt ab sofort keine Post, und danach von selbst wieder.',
    pauseLabel: 'Keine Post für',
    pauseButton: 'Pausieren',
    week: 'eine Woche',
    weeks: '{count} Wochen',
  },
  goodbye: {
    title: 'Auf Wiedersehen',
    heading: 'Sie stehen nicht mehr auf der Liste',
    text: '{newsletter} schickt Ihnen keine Ausgabe mehr. Nur eine, die gerade in dieser Minute hinausgeht, kann noch ankommen; es ist die letzte.',
    thanks: 'Danke fürs Lesen. Im Archiv stehen Ihnen alle Ausgaben weiter offen.',
    archive: 'Zum Archiv',
    undoText: 'Versehentlich gedrückt?',
    undoButton: 'Wieder auf die Liste setzen',
  },
  back: {
    title: 'Sie stehen wieder auf der Liste',
    text: 'Nichts ist verloren: Die nächste Ausgabe kommt wie bisher.',
    lateTitle: 'Dafür ist es zu spät',
    lateText: 'Der Weg zurück steht einen Tag lang offen. Danach melden Sie sich bitte neu an.',
  },
  pause: {
    title: 'Die Zustellung ist pausiert',
    text: 'Es kommt keine Ausgabe bis {date}. Ab dann geht es weiter wie bisher.',
  },
} satisfies Words;

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
  join: {
    title: 'Abonnieren',
    teaser: '{newsletter} per E-Mail',
    heading: '{newsletter} per E-Mail',
    text: 'Jede Ausgabe im Postfach. Jederzeit mit einem Klick wieder abzubestellen.',
    label: 'Ihre E-Mail-Adresse',
    button: 'Abonnieren',
    consent:
      'Mit dem Knopf bitten Sie {newsletter}, Ihnen die Ausgaben zu schicken. Sie bekommen eine Mail mit einem Link; erst wenn Sie ihn bestätigen, stehen Sie auf der Liste.',
    again: 'Fast geschafft: Bitte drücken Sie den Knopf noch einmal.',
    trap: 'Dieses Feld leer lassen',
    sentTitle: 'Sehen Sie in Ihr Postfach',
    sentText:
      'Wenn {address} unsere Post bekommen kann und noch nicht auf der Liste steht, ist eine Mail mit einem Link unterwegs. Der Link gilt zwei Tage. Nichts da? Sehen Sie auch im Spam-Ordner nach.',
    busyTitle: 'Einen Augenblick',
    busyText:
      'Gerade gehen ungewöhnlich viele Anmeldungen ein. Ihr Browser wird daher um etwas Rechenarbeit gebeten, um zu zeigen, dass er es ernst meint. Das dauert ein paar Sekunden.',
    busyButton: 'Weiter',
    busyWithout:
      'Dieser Schritt braucht JavaScript. Ohne schreiben Sie bitte an {contact}, oder versuchen Sie es in einer Stunde wieder.',
  },
  addressProblems: {
    empty: 'Bitte tragen Sie Ihre E-Mail-Adresse ein.',
    'no-at-sign': 'In eine Adresse gehört ein @, wie in name@example.org.',
    'bad-local-part':
      'Vor dem @ steht ein Leerzeichen, ein Punkt oder ein Zeichen, das dort nicht stehen kann.',
    'international-local-part':
      'Vor dem @ können wir bisher nur die Buchstaben a bis z verwenden. Haben Sie eine Adresse ohne andere?',
    'local-part-too-long': 'Der Teil vor dem @ ist zu lang: Mehr als 64 Zeichen gehen nicht.',
    'bad-domain': 'Hinter dem @ muss eine Domain wie example.org stehen.',
    'address-too-long': 'Diese Adresse ist zu lang: Mehr als 254 Zeichen gehen nicht.',
  },
  confirm: {
    title: 'Bestätigen',
    heading: 'Anmeldung bestätigen',
    text: 'Ein Druck auf den Knopf, und {newsletter} kommt ab der nächsten Ausgabe.',
    button: 'Bestätigen',
    doneTitle: 'Sie stehen auf der Liste',
    doneText: 'Die nächste Ausgabe von {newsletter} kommt zu Ihnen.',
    choose: 'Rubriken auswählen',
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
    still: 'Sollte danach noch eine kommen, schreiben Sie bitte an {contact}.',
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
    text: 'Die nächste Ausgabe kommt wieder ab {date}.',
  },
  sections: {
    essay: 'Essay',
    labs: 'KI-Labore',
    wire: 'Aus der Presse',
    papers: 'Forschung',
    benchmarks: 'Benchmarks',
  },
  preferences: {
    title: 'Ihre Auswahl',
    heading: 'Ihre Auswahl für {newsletter}',
    sentTo: 'Die Ausgaben gehen an {address}.',
    offTheList: 'An {address} wird nichts geschickt: Die Adresse steht nicht auf der Liste.',
    sections: 'Rubriken in Ihrer Mail',
    categories: 'Aufsätze in Ihrer Mail (nichts angekreuzt: alle)',
    save: 'Speichern',
    saved: 'Gespeichert. Ihre nächste Ausgabe wird so zusammengestellt.',
    nothingLeft:
      'Bitte lassen Sie mindestens eine Rubrik stehen. Weiter unten können Sie auch pausieren oder abbestellen.',
    pauseUntil: 'Keine Post vor dem',
    pauseHeading: 'Eine Pause machen',
    badDay: 'Bitte wählen Sie einen Tag im kommenden Jahr.',
    resume: 'Pause beenden',
    resumed: 'Es gibt keine Pause: Die nächste Ausgabe kommt zu Ihnen.',
    addressHeading: 'Eine andere Adresse',
    addressText:
      'Wir fragen erst bei der neuen Adresse nach. Bis sie bestätigt ist, bleibt alles, wie es ist.',
    addressLabel: 'Neue Adresse',
    addressButton: 'Link schicken',
    addressAsked:
      'Wenn {address} unsere Post bekommen kann, ist ein Link dorthin unterwegs. Er gilt zwei Tage.',
    leave: 'Die Liste verlassen',
    dataHeading: 'Ihre Daten',
    dataLink: 'Alles herunterladen, was wir von Ihnen wissen (JSON)',
    eraseText:
      'Beim Löschen verschwindet alles, was Ihren Namen oder Ihre Adresse nennt. Es bleibt nur ein Code, aus dem sich die Adresse nicht zurückgewinnen lässt, damit niemand sie wieder auf die Liste setzt, auch Sie selbst mit unserem Formular nicht. Wer sich den Weg zurück offenhalten will, bestellt stattdessen ab.',
    eraseSure: 'Ja, alles löschen',
    eraseButton: 'Löschen',
    notSure: 'Es wurde nichts gelöscht: Bitte kreuzen Sie erst das Kästchen an.',
    erasedTitle: 'Alles ist gelöscht',
    erasedText: 'Sie stehen nicht mehr auf der Liste, und nichts, was Sie nennt, ist hier noch gespeichert.',
  },
  address: {
    title: 'Neue Adresse bestätigen',
    text: 'Ein Druck auf den Knopf, und {newsletter} kommt an diese Adresse statt an die alte.',
    button: 'Diese Adresse verwenden',
    doneTitle: 'Es geht an Ihre neue Adresse',
    doneText: 'Ab der nächsten Ausgabe. An die alte Adresse geht nichts mehr.',
  },
  stay: {
    title: 'Weiter beziehen',
    heading: 'Möchten Sie {newsletter} noch?',
    text: 'Ein Druck auf den Knopf, und alles bleibt, wie es ist.',
    button: 'Weiter beziehen',
    doneTitle: 'Es geht weiter',
    doneText: 'Danke. Wir fragen so bald nicht wieder.',
  },
  privacy: {
    title: 'Datenschutz',
    publisher: '{newsletter} wird herausgegeben von {publisher}, {postalAddress}.',
    keptTitle: 'Was gespeichert wird',
    kept: 'Ihre E-Mail-Adresse; Ihr Name, falls er angegeben wurde; Ihre Sprache und die gewählten Rubriken; wann, wie und auf welcher Seite Sie der Zusendung zugestimmt haben; welche Mails Ihrem Postfachanbieter übergeben wurden und was der Dienst, der sie befördert, zu jeder meldete: zugestellt, zurückgekommen, eine Beschwerde und, wenn der Dienst so eingestellt ist, geöffnet oder ein Link aufgerufen; wann Sie zuletzt einem Link gefolgt sind oder eine dieser Seiten benutzt haben. Wer monatelang still ist, wird gefragt, ob er die Mails noch möchte, und ohne Antwort von der Liste genommen.',
    joining:
      'Wenn Sie sich anmelden, wird das Netz, aus dem die Anfrage kommt, 30 Tage lang gespeichert (der erste Teil seiner Adresse, nie die ganze) und einen Tag lang ein Code der ganzen Adresse, damit niemand mit unserem Formular Fremde überfluten kann. Unbestätigte Anfragen werden nach einer Woche gelöscht.',
    notDoneTitle: 'Was nicht geschieht',
    notDone:
      'Diese Seiten setzen kein Cookie und laden nichts von Dritten. Wir fügen den Mails kein Zählbild hinzu.',
    othersTitle: 'Wer es noch sieht',
    others: 'Der Dienst, der die Post befördert, bekommt Ihre Adresse und die Mail selbst. Sonst niemand.',
    rightsTitle: 'Ihre Rechte',
    rights:
      'Jede Mail endet mit einem Link, der Sie mit einem Druck von der Liste nimmt, und mit einem zu Ihrer eigenen Seite. Dort können Sie alles herunterladen, was über Sie gespeichert ist, es berichtigen oder löschen. Wer diesen Link hat, kann das auch: Geben Sie ihn nicht weiter. Eine Adresse, an die nichts mehr gehen darf, bleibt nur als Code erhalten, aus dem sie sich nicht zurückgewinnen lässt.',
  },
  notices: {
    confirm: {
      subject: 'Bitte bestätigen: {newsletter}',
      preview: 'Ein Klick bestätigt Ihre Anmeldung.',
      intro: 'Jemand, hoffentlich Sie selbst, möchte {newsletter} an {address} bekommen.',
      button: 'Anmeldung bestätigen',
      ignore: 'Wenn Sie das nicht waren, tun Sie nichts: Ohne Bestätigung wird nie etwas geschickt.',
    },
    welcome: {
      subject: 'Willkommen bei {newsletter}',
      preview: 'Sie stehen auf der Liste.',
      intro: 'Willkommen. Ab der nächsten Ausgabe kommt {newsletter} an {address}.',
      button: 'Die neueste Ausgabe lesen',
      choose: 'Rubriken auswählen',
      leave: 'Abbestellen',
    },
    addressChange: {
      subject: 'Bitte die neue Adresse für {newsletter} bestätigen',
      preview: 'Ein Klick, und Ihr Abonnement zieht um.',
      intro:
        'Jemand, hoffentlich Sie selbst, möchte {newsletter} künftig an {address} bekommen statt an eine andere Adresse.',
      button: 'Diese Adresse verwenden',
      ignore: 'Wenn Sie das nicht waren, tun Sie nichts: Dann bleibt alles, wie es ist.',
    },
    stillWanted: {
      subject: 'Möchten Sie {newsletter} noch?',
      preview: 'Ein Druck auf den Knopf, und alles bleibt, wie es ist.',
      intro:
        '{newsletter} kommt an {address}, und seit Monaten ist nicht zu sehen, ob es gelesen wird. Eine Mail, die niemand liest, soll von selbst aufhören. Möchten Sie sie noch?',
      button: 'Ja, weiter beziehen',
      silence: 'Ohne Antwort hört sie in einigen Wochen auf. Neu anmelden können Sie sich jederzeit.',
      leave: 'Jetzt abbestellen',
    },
    draftReady: {
      subject: 'Entwurf fertig: {newsletter}',
      preview: 'Ansehen, dann freigeben.',
      intro: 'Die nächste Ausgabe von {newsletter} wartet auf Sie.',
      button: 'Vorschau öffnen',
      next: 'Sie geht zu ihrer Stunde hinaus, sobald Sie sie freigeben mit: inference-report approve',
      reason: 'Gesendet an {address}, die Antwortadresse von {newsletter}.',
    },
    alert: {
      subject: '{newsletter} braucht Sie',
      preview: 'Etwas in der Redaktion braucht einen Menschen.',
      intro: 'Etwas in der Redaktion von {newsletter} braucht einen Menschen.',
      button: 'Vorschau öffnen',
      next: 'Wie es steht: inference-report status',
      reason: 'Gesendet an {address}, die Antwortadresse von {newsletter}.',
    },
  },
} satisfies Words;

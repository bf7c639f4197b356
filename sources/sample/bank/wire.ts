/** What the invented outlets may report: frames with blanks, filled by the day. */

/** Blanks as in the lab frames; `{lab}` and `{model}` are of a lab of the day. */
export type WireFrame = { readonly title: string; readonly summary: string };

/** Told by two outlets on the day a model first appears. */
export const RELEASE_STORY: WireFrame & { readonly echo: string } = {
  title: '{lab} ships {model} and keeps its price where it was',
  echo: '{lab} ships {model}, keeps price where it was',
  summary:
    'The new model costs what the old one did. Customers who tried it early speak of fewer detours and the same bills; a rival called the release "punctual".',
};

export const WIRE_FRAMES: readonly WireFrame[] = [
  {
    title: '{company} sends {a} percent fewer letters after letting software read its post',
    summary:
      'The firm sorted {m} thousand letters by machine this year. Clerks in {town} now answer what is left, and say that what is left is harder.',
  },
  {
    title: '{town} switches off its parking chatbot after {b} weeks of bad advice',
    summary:
      'Drivers were told that a bus lane was "usually fine". The council will refund {m} fines and put two people back on the telephone.',
  },
  {
    title: 'Memory makers book {a} months of orders and stop promising dates',
    summary:
      'Three suppliers of stacked memory have sold next year in full. Smaller buyers report quotes that expire the same afternoon.',
  },
  {
    title: 'Nurses in {town} rate the new triage tool: useful, and bad at shift change',
    summary:
      'A union survey of {m} nurses finds that the tool saves {b} minutes a patient until two shifts edit the same record.',
  },
  {
    title: 'Court in {town} strikes out a filing with {b} cases that never were',
    summary:
      'The judge asked for the reports, and there were none. The firm has apologised and will pay the other side for the hours spent looking.',
  },
  {
    title: "{company} drops its pilot, citing nobody's fault in particular",
    summary:
      'After {a} weeks the assistant answered well and was rarely asked. Staff had kept a shared document that was faster.',
  },
  {
    title: 'Insurers add a clause for agents that spend money',
    summary:
      'Policies renewed in {town} this month exclude orders placed by software above {m} dollars unless a person pressed a button. Brokers expect the rest to follow.',
  },
  {
    title: "A shop of {b} people in {town} is quietly labelling half the country's road signs",
    summary:
      'The founder used to paint them. Her annotators work from photographs, disagree on purpose, and are paid for the disagreement.',
  },
  {
    title: 'Grid operator asks data halls near {town} to nap at supper time',
    summary:
      'Between five and eight in the evening the halls would shed {a} percent of their load in return for cheaper nights. Two have agreed, and a third wants to see the forecast first.',
  },
  {
    title: 'School board in {town} buys {m} licences and bans them on Fridays',
    summary:
      'Teachers wanted one day a week on which everybody writes by hand. Pupils have begun to call it the long day.',
  },
  {
    title: 'Security firm finds {b} package names that assistants keep inventing',
    summary:
      'Names that models suggest and nobody has published can be claimed by anyone. Researchers took the {b} most frequent before somebody else did.',
  },
  {
    title: '{company} and {lab} settle over {m} scanned catalogues',
    summary:
      'Terms are secret, but the catalogues come out of the training set by spring, and an index of what was used will be shown to the publishers.',
  },
  {
    title: 'Chip designers in {town} skip a generation to save a year',
    summary:
      'The company tells investors that its {b}-nanometre part is finished and will not be made. Its successor has the customers and, for now, the faults.',
  },
  {
    title: "The translators' guild has counted: {c} percent of the work is now repair",
    summary:
      'Members spend more hours on mending machine drafts than on first drafts. Rates for repair have risen by {b} percent, from a low floor.',
  },
  {
    title: 'Hospital group will publish every error its dictation software makes',
    summary:
      'The list opens with {m} entries, most of them drug names. Competitors have been asked to add theirs, and one has.',
  },
  {
    title: 'Port of {town} lets software plan the cranes, and keeps the whistle',
    summary:
      'Ships leave {a} minutes sooner on average. A foreman can still stop every crane with one blast, and has done so {b} times.',
  },
  {
    title: 'Start-up that sold meeting summaries pivots to fewer meetings',
    summary:
      'The data showed that {c} percent of recurring meetings could be a list. Customers paid more for the list.',
  },
  {
    title: '{town} archive digitises {m} thousand letters and hires three people to doubt the result',
    summary:
      'Handwriting models read the letters in a weekend. The doubters have found a duel that was a dinner.',
  },
  {
    title: 'Analysts trim compute forecasts for the first time in {a} months',
    summary:
      'Halls are being finished faster than they can be connected. The money is committed; the transformers, of the older kind, are late.',
  },
  {
    title: 'Regulator to labs: show the test, not the slide',
    summary:
      'From next quarter, claims of safety in {town} must come with the inputs, the outputs and the number of attempts. {lab} says that it already keeps all three.',
  },
  {
    title: '{company} pays suppliers by agent, finds it has paid one twice',
    summary:
      'The second payment was caught by a clerk who knew the supplier by voice. The firm has kept the agent and promoted the clerk.',
  },
  {
    title: 'Farm co-operative near {town} trains its own model on {a} years of mud',
    summary:
      'Soil reports, invoices and one diary went in. The advice is dull, local and right more often than the app it replaces.',
  },
  {
    title: 'Union and studio agree on a price for a voice',
    summary:
      "Recorded voices may be reused at {c} percent of a new session's fee, with a veto for the speaker. The deal runs for {b} years.",
  },
  {
    title: 'Universities pool {m} accelerators that were busy only in May',
    summary:
      'Idle machines at {b} universities will be lent by the hour. The first user is a group that models ice, which is not in a hurry.',
  },
  {
    title: 'Open-source maintainers ask assistants to stop filing bugs',
    summary:
      'One project closed {m} machine-written reports in a week, {b} of them real. It now asks for a failing test, and the flood has become a trickle.',
  },
  {
    title: 'Bank regulator counts {a} models nobody could name an owner for',
    summary:
      'The review covered lenders in {town} and two neighbours. Most of the orphans were small, and had been making decisions for years.',
  },
  {
    title: 'Second-hand accelerators find a market in {town}',
    summary:
      'Cards from the last boom but one sell at {a} percent of their first price. Buyers like the drivers, which have stopped changing.',
  },
  {
    title: 'Weather office: the learned forecast is better, except when it matters most',
    summary:
      'On {c} percent of days the new model wins. On the {b} stormiest it did not, so both will run, side by side.',
  },
  {
    title: 'Library lends {m} hours of model time to anyone with a card',
    summary:
      'Readers in {town} may borrow an hour a week. The queue is longest for tax letters and shortest for poems.',
  },
  {
    title: 'Publisher withdraws a cookbook whose recipes had not been cooked',
    summary:
      'Reviewers noticed a loaf with {b} rises and no flour. The next edition will name the person who baked each page.',
  },
  {
    title: 'Small labs form a club to share the cost of telling people no',
    summary:
      'Seven labs will pool their red teams and their test sets. The first joint report runs to {m} pages, of which {a} are an index of disagreements.',
  },
  {
    title: '{company} moves its assistant in-house, for {a} percent less and some regret',
    summary:
      'Running an open model on its own machines is cheaper and slower. The finance team has stopped complaining; the night shift has begun.',
  },
  {
    title: 'Fibre to {town} is cut, and {m} cashiers learn to add again',
    summary:
      'The outage lasted {b} hours. Shops with a local fallback sold bread, and the others sold out of pencils.',
  },
  {
    title: 'Patent office will accept no more than {b} machine-drafted claims a day',
    summary:
      'Filings have doubled in {a} months. Examiners say that the new drafts are tidy, and that none of them is short.',
  },
  {
    title: 'Railway timetables by machine: {company} reports a calm first month',
    summary:
      'Connections missed by passengers fell by {a} percent. The drivers asked for one change, a longer lunch, and got it.',
  },
  {
    title: 'The engineer who reads model cards so that ministers need not',
    summary:
      'From an office in {town} she condenses {m} pages a week to one. Her test for a good card is whether it could embarrass its author.',
  },
  {
    title: 'Labs are hiring people who can say how sure they are',
    summary:
      'Job notices that ask for calibration have tripled in {a} months, says a recruiter. Former weather forecasters do well.',
  },
];

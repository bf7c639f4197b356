/** What an invented lab may have published: frames with blanks, filled by the day. */

/**
 * `{lab}`, `{model}`, `{town}` and `{company}` are names of the day; `{a}` is 12-38, `{b}` 3-9, `{c}` 40-95, `{m}` 120-900.
 * `remark` is the editors' sentence on it, written to follow another.
 */
export type LabFrame = { readonly title: string; readonly summary: string; readonly remark: string };

/** Used on the day a model first appears on the boards. */
export const RELEASE_FRAME: LabFrame = {
  title: 'Introducing {model}',
  summary:
    '{model} is available today to every customer at the price of its predecessor. The model card lists {a} known weaknesses, each with an example that you can run, and the {b} evaluations on which it is worse than the model it replaces.',
  remark:
    '{lab} put {model} on general sale, at the old price, with a model card that names every evaluation on which the new model is worse than the old.',
};

export const LAB_FRAMES: readonly LabFrame[] = [
  {
    title: 'How we cut the cost of long prompts by {c} percent',
    summary:
      'Most long prompts repeat their first pages word for word. {model} now keeps those pages warm between requests; this post shows the cache, the eviction rule that failed twice, and the bill before and after.',
    remark:
      '{lab} explained where a saving of {c} percent on long prompts came from: not a new model, only the habit of not reading the same page twice.',
  },
  {
    title: 'An audit of {m} tool calls that went wrong',
    summary:
      'We read {m} failed tool calls from consenting customers, one by one. Most failures were not wrong arguments but right calls made a step too early. The labelled set is public.',
    remark:
      '{lab} read {m} failed tool calls by hand and found that the calls were mostly right and merely early, which is a cheaper fault to mend.',
  },
  {
    title: '{model} now says which page it read',
    summary:
      'Answers from {model} can carry the page and line of every document they rest on. In our tests, reviewers found a wrong figure {b} times faster with the references than without them.',
    remark:
      '{lab} taught {model} to name the page and line behind each figure, the sort of feature that sells nothing and settles most arguments.',
  },
  {
    title: 'Opening our evaluation harness',
    summary:
      'The harness that decides whether one of our models ships is now public, with its {m} tasks, its random seeds and the {b} tasks we withdrew because their answers were wrong.',
    remark:
      '{lab} published its release harness together with the {b} tasks it had to withdraw, a list more useful than the tasks that stayed.',
  },
  {
    title: 'Smaller context, better answers: notes from {m} support teams',
    summary:
      'Customers who sent {model} less text got better answers. We describe how {m} support teams cut their prompts to a third, what they lost, and the one case where more text helped.',
    remark:
      '{lab} reported that support teams did better with a third of the text, a finding its billing department cannot have enjoyed.',
  },
  {
    title: 'A field guide to refusing well',
    summary:
      'Refusals should be rare, short and useful. This guide covers the {a} situations in which {model} declines, the wording we settled on, and the complaints that changed our minds.',
    remark:
      '{lab} wrote down the {a} situations in which its models decline and, more unusually, the complaints that made it change them.',
  },
  {
    title: 'What {a} weeks of power data taught us about training',
    summary:
      'We logged the draw of one training hall in {town} for {a} weeks. A quarter of the energy went to waiting. The traces, the scheduler patch and its disappointing second result are all here.',
    remark:
      '{lab} logged a hall in {town} for {a} weeks and learned that a quarter of its electricity had gone into waiting.',
  },
  {
    title: '{model} for {company}: a year of freight papers, honestly counted',
    summary:
      '{company} has run {model} on customs papers for a year. {c} percent of files now pass without a clerk; the remainder take longer than they used to, and we explain why.',
    remark:
      '{lab} and {company} counted a year of customs papers: {c} percent pass untouched, and the rest take longer than before.',
  },
  {
    title: 'Fine-tuning on {m} examples: when it helps and when it only looks so',
    summary:
      "Small fine-tunes of {model} often win on the customer's own test and lose on next month's. We compare {b} ways to hold out data and recommend the dullest of them.",
    remark:
      '{lab} showed that many small fine-tunes win this month and lose the next, and recommended the dullest of {b} ways to notice in time.',
  },
  {
    title: 'Retiring three endpoints, and how to leave them',
    summary:
      'Three older endpoints close in {a} weeks. Here are the replacements, a script that reports which of your calls are affected, and the exact error that you will see if you do nothing.',
    remark:
      '{lab} gave {a} weeks of notice before closing three endpoints, with a script and the exact error that awaits whoever ignores it.',
  },
  {
    title: 'Speech in {a} languages, measured in kitchens',
    summary:
      'We tested the speech side of {model} where people speak: kitchens, buses, corridors. Word errors tripled against the studio recordings. The new recordings are free for research.',
    remark:
      '{lab} moved its speech tests from the studio to the kitchen, watched errors triple, and published the recordings anyway.',
  },
  {
    title: 'Why our agents now ask before they delete',
    summary:
      'Since {model} asks once before an irreversible step, completed tasks fell by {b} percent and support tickets by half. We kept the question. The design notes include the versions that annoyed everybody.',
    remark:
      '{lab} made its agents ask before they delete: {b} percent fewer tasks finished, half the tickets, and no plan to go back.',
  },
  {
    title: 'Weights and data sheets for our {b}B research model',
    summary:
      'The {b}-billion-parameter research sibling of {model} can be downloaded under a permissive licence, with checkpoints from {a} points of its training and the order in which it saw its data.',
    remark:
      '{lab} released a research model of {b} billion parameters with {a} checkpoints and the order of its data, which is what people who study training ask for.',
  },
  {
    title: 'A post-mortem of one slow hour',
    summary:
      'For {c} minutes {model} answered at a fifth of its speed. One region retried into another until both were full. The timeline, the graph nobody had looked at, and the {b} changes we have made.',
    remark:
      '{lab} published the timeline of a slow hour: two regions retried into each other for {c} minutes below a graph that nobody watched.',
  },
  {
    title: 'Teaching {model} to read tables it did not write',
    summary:
      'Merged cells, footnotes that change a unit, totals in the first row: {m} real tables from annual reports, with answers checked by two accountants. {model} still misses one in {b}.',
    remark:
      '{lab} had accountants check {m} tables from annual reports, and says plainly that its model still misreads one in {b}.',
  },
  {
    title: 'Batch prices fall by {a} percent',
    summary:
      'Work that can wait a day now costs {a} percent less. The saving comes from filling the hours after midnight in {town}; interactive prices do not change.',
    remark:
      '{lab} cut the price of work that can wait a day by {a} percent, having found that the nights in {town} were half empty.',
  },
  {
    title: 'Notes on a failed merger of two models',
    summary:
      'We spent {a} weeks merging a coding model into {model}. It wrote better code and worse letters, and no mixture kept both. We publish the curves, because the next team will try it too.',
    remark:
      '{lab} spent {a} weeks on a merger of two models that did not work, and published the curves so that others can save the time.',
  },
  {
    title: 'Red-teaming with {m} librarians',
    summary:
      '{m} librarians from {town} and elsewhere spent a week asking {model} for sources. They found invented shelf marks, misplaced editions and one real book that we had thought invented.',
    remark:
      '{lab} asked {m} librarians to look for invented sources; they found plenty, and one real book that everybody had taken for invented.',
  },
  {
    title: 'Structured output without retries',
    summary:
      '{model} can now be held to a grammar while it writes, at a cost of {b} percent in speed. Malformed answers fell from one in {m} to none in a week of production.',
    remark:
      '{lab} now holds its models to a grammar as they write, and traded {b} percent of its speed for a week without a malformed answer.',
  },
  {
    title: 'Our water and power account, third edition',
    summary:
      'Litres, megawatt-hours and spare parts for every site, with the meters named. Use per answer fell by {a} percent, use in total rose; both figures are on the first page.',
    remark:
      '{lab} put both figures of its resource account on the first page: {a} percent less per answer, and more in total.',
  },
  {
    title: 'A kernel for sparse attention, and the shapes where it loses',
    summary:
      'The kernel is {b} times faster on long inputs and slower below four thousand tokens. We show the crossover for {a} shapes, so that nobody has to find it in production.',
    remark:
      '{lab} released an attention kernel with a chart of where it loses, so that nobody has to find the crossover in production.',
  },
  {
    title: 'Grants for {a} evaluation projects',
    summary:
      'We fund {a} groups to test things that labs, including ours, test badly: tenancy law, bus timetables, knitting patterns. No result has to be shown to {lab} before it is printed.',
    remark:
      '{lab} funded {a} evaluation projects and gave up the right to see their results first, which is the part that matters.',
  },
  {
    title: 'Memory that forgets on schedule',
    summary:
      'Memories in {model} now carry a date after which they are gone. People set it to {b} weeks on average, shorter than any of our designers had guessed.',
    remark:
      "{lab} gave its assistant's memories an expiry date, and learned that people prefer {b} weeks to for ever.",
  },
  {
    title: 'Translating court forms in {town}: what we will not automate',
    summary:
      'A pilot with the courts of {town} translated {m} forms. Deadlines and names are now copied by rule, never by the model. The report lists every mistake that reached a clerk.',
    remark:
      '{lab} ended a pilot with the courts of {town} by taking deadlines and names away from the model, and listed every mistake.',
  },
  {
    title: 'Distilling {model} into something that fits on a phone',
    summary:
      'The small model keeps {c} percent of the score of {model} on our tests and runs on a three-year-old phone. It is worst at arithmetic and at knowing that it is.',
    remark:
      '{lab} fitted a cut-down sibling of {model} into a three-year-old phone, and warned that what is missing is mostly arithmetic.',
  },
  {
    title: 'We changed our minds about chain-of-thought logging',
    summary:
      'Since last spring we had kept reasoning traces for {a} days. From today the default is none. Here is what we used them for, and what we shall no longer be able to see.',
    remark:
      '{lab} stopped keeping reasoning traces by default, and said what it will no longer be able to see.',
  },
  {
    title: 'Scheduling {m} training jobs without a calendar',
    summary:
      'Our researchers used to book machines in a spreadsheet. A small auction replaced it: idle time fell by {a} percent, and so did the quarrels. The code is {m} lines long.',
    remark:
      '{lab} replaced the spreadsheet in which its researchers booked machines with an auction of {m} lines, and idle time fell by {a} percent.',
  },
  {
    title: 'A harder test for code review',
    summary:
      '{m} real pull requests, each with one planted fault and two innocent oddities. {model} finds {c} percent of the faults, and accuses an oddity in one request of {b}.',
    remark:
      '{lab} planted faults in {m} pull requests beside innocent oddities, and reports how often its model accuses the innocent.',
  },
  {
    title: 'An apology, and a corrected chart',
    summary:
      "The chart in last month's post on {model} cut its axis at {c}. The corrected one is above, the old one stays below it, and the difference is {b} points smaller than it looked.",
    remark: '{lab} corrected a chart whose axis began at {c}, and left the old one in place below the new.',
  },
  {
    title: 'Working hours for agents',
    summary:
      'Long tasks given to {model} may now be confined to hours and budgets. {company} uses it to stop spending at six in the evening; we use it to stop meetings of agents with agents.',
    remark:
      '{lab} gave its agents working hours, which {company} uses to keep them from spending money after six.',
  },
  {
    title: 'Ten thousand small unit tests for reasoning',
    summary:
      'Each test is one step that a careful twelve-year-old gets right. {model} passes {c} percent of them; the failures cluster around dates, fences and fence posts.',
    remark:
      '{lab} wrote ten thousand one-step tests that a careful twelve-year-old would pass; its own best model stumbles over fence posts.',
  },
];

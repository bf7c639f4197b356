/** What an invented paper may be about, do, find and admit: parts that any abstract is built from. */

/** `context` and `data` are written to stand in one abstract with any method and result. */
export type PaperTopic = {
  /** Categories that it belongs to, the closest first. */
  readonly categories: readonly string[];
  readonly subject: string;
  readonly context: string;
  readonly data: string;
};

/** `{name}` is the paper's own name for it; `{k}` is 2-8. */
export type PaperMethod = { readonly doing: string; readonly how: string };

export const PAPER_TOPICS: readonly PaperTopic[] = [
  {
    categories: ['cs.AI', 'cs.CL'],
    subject: 'Plans That Survive Interruption',
    context:
      'Agents that work for hours are interrupted: a tool fails, a person changes the goal, a budget runs out. Existing planners either start again or carry on as if nothing had happened, and both habits waste most of the work already done.',
    data: 'three suites of office tasks with scripted interruptions',
  },
  {
    categories: ['cs.AI', 'cs.LO'],
    subject: 'Proof Sketches with Holes',
    context:
      'Language models write convincing outlines of proofs and stumble over the steps between. Checkers, on the other hand, verify steps and cannot say which outline was worth the effort, so that most of the search is spent below hopeless sketches.',
    data: 'two libraries of undergraduate theorems and a held-out set of competition problems',
  },
  {
    categories: ['cs.AI', 'cs.MA'],
    subject: 'Bargaining under a Shared Budget',
    context:
      'When several agents draw on one budget, each has a reason to overstate its need. Mechanisms from economics assume that utilities can be written down, while agents built on language models cannot state theirs consistently from one hour to the next.',
    data: 'a simulated purchasing department with forty agents',
  },
  {
    categories: ['cs.AI', 'cs.LG'],
    subject: 'Knowing When to Ask',
    context:
      'A system that asks for help too often is useless, and one that never asks is dangerous. Uncertainty estimates are usually calibrated for single answers, although the decision to ask concerns a whole course of action and the cost of undoing it.',
    data: 'household planning and form-filling tasks with a simulated, impatient user',
  },
  {
    categories: ['cs.AI', 'cs.HC'],
    subject: 'Explanations for the Second Reader',
    context:
      'Explanations are evaluated with the person who asked for them. In practice a colleague reads them later, without the question in mind and with less patience, and it is unknown whether what convinces the first reader informs the second.',
    data: 'a study with 212 paired readers in two public offices',
  },
  {
    categories: ['cs.AI', 'cs.SE'],
    subject: 'Tool Use with Side Effects',
    context:
      'Benchmarks for tool use mostly reward the right call with the right arguments. Real tools leave traces: files change, messages leave, money moves. An agent that reaches the goal may still have done something on the way that nobody wanted.',
    data: 'a sandbox of 61 tools whose side effects are recorded and priced',
  },
  {
    categories: ['cs.AI', 'stat.ML'],
    subject: 'Causal Questions in Plain Words',
    context:
      'People put causal questions to models every day, rarely in the vocabulary of causal inference. Whether an answer rests on a defensible comparison, or on what usually stands next to what in text, cannot be read off the answer.',
    data: '480 everyday questions whose answers are known from published trials',
  },
  {
    categories: ['cs.AI', 'cs.RO'],
    subject: 'World Models for Slow Machines',
    context:
      'Learned world models are trained and judged at game speed. A greenhouse, a barge or a kiln changes over hours, rewards come late, and the few transitions that matter are hidden among thousands in which nothing happens.',
    data: 'logs of a greenhouse and a kiln, and a public simulator of river locks',
  },
  {
    categories: ['cs.AI', 'cs.IR'],
    subject: 'Memory with a Table of Contents',
    context:
      'Agents store what they learn in a flat list and search it by similarity. After some weeks the list holds contradictions, near copies and stale facts, and similarity ranks them all alike.',
    data: 'ninety-day transcripts of a simulated help desk',
  },
  {
    categories: ['cs.CL', 'cs.AI'],
    subject: 'Negation in Long Documents',
    context:
      'Models answer questions about a paragraph well and about a contract badly. A large share of the errors concern exceptions: a clause on page forty takes back what a clause on page three had granted.',
    data: '1,100 leases and service contracts with clause-level labels',
  },
  {
    categories: ['cs.CL', 'cs.HC'],
    subject: 'Dialect-Aware Transcription Repair',
    context:
      'Recognisers trained on broadcast speech correct dialect into the standard language, silently and fluently. For oral history this is a loss; in a police interview it may be a change of meaning.',
    data: 'recordings from four regions, transcribed twice by native speakers',
  },
  {
    categories: ['cs.CL', 'cs.LG'],
    subject: 'Tokenisers for Small Languages',
    context:
      'Languages with little text pay twice: their words are cut into more pieces, and each piece is seen less often. Training a new tokeniser is easy, while moving an existing model onto it without losing what it knows is not.',
    data: 'nine languages with between two and forty million words of text',
  },
  {
    categories: ['cs.CL', 'cs.CY'],
    subject: 'Summaries That Keep the Dissent',
    context:
      'Summaries of meetings and hearings favour what most people said. The minority position is often the reason why the document will be read again, and it is the first thing to go when length is limited.',
    data: 'minutes of 340 council meetings with votes attached',
  },
  {
    categories: ['cs.LG', 'stat.ML'],
    subject: 'Learning-Rate Schedules for Interrupted Runs',
    context:
      'Large training runs are stopped and continued for reasons that have nothing to do with optimisation. Schedules assume a known end, so that every change of plan leaves a model that was cooled too early or not at all.',
    data: 'language models of 60M to 1.4B parameters with randomly placed stops',
  },
  {
    categories: ['cs.LG', 'cs.AI'],
    subject: 'Reward Models That Age',
    context:
      'A reward model is trained once and consulted for months, while the policy that it judges moves away from the data it has seen. Its scores go on rising after human preference has stopped to follow.',
    data: 'a public preference set with a second round of labels collected a year later',
  },
  {
    categories: ['cs.LG', 'cs.CR'],
    subject: 'Unlearning That Can Be Audited',
    context:
      'Removing the influence of some training examples is easy to claim and hard to check. Present audits need the original data, which is exactly what the owner was asked to delete.',
    data: 'image and text classifiers from which known records were removed',
  },
  {
    categories: ['cs.LG', 'cs.DC'],
    subject: 'Mixtures of Experts on Uneven Hardware',
    context:
      'Expert routing is balanced on the assumption that every device is equally fast. Mixed clusters are the rule outside the largest laboratories, and there the slowest card sets the pace for all.',
    data: 'a cluster that holds three generations of accelerators',
  },
  {
    categories: ['cs.DC', 'cs.LG'],
    subject: 'Checkpointing over Slow Links',
    context:
      'Saving a large model takes minutes on the storage of a supercomputer and hours over a campus network. Runs outside large centres therefore save rarely, and lose half a day whenever a fuse blows.',
    data: 'training runs at five universities joined by links of 1 to 10 Gbit/s',
  },
  {
    categories: ['cs.DC', 'cs.PF'],
    subject: 'Night Scheduling of Inference',
    context:
      'Requests that can wait are served at once because schedulers have no word for patience. Electricity prices and carbon intensity vary by a factor of three within a day, and queues do not take notice.',
    data: 'six weeks of request logs and hourly prices from two grids',
  },
  {
    categories: ['cs.DC', 'cs.NI'],
    subject: 'Shared Caches for Many Small Models',
    context:
      'Serving systems are tuned for one large model with many users. Institutions more often host dozens of small ones with a handful of users each, which evict one another from memory all day.',
    data: 'traces from a hospital group that serves 43 models on four machines',
  },
  {
    categories: ['cs.SE', 'cs.AI'],
    subject: 'Code Review by Counterexample',
    context:
      'Automatic review comments are mostly opinions, and developers learn to ignore them. A comment that comes with an input on which the change fails is another matter, but such inputs are hard to find in code that needs a whole system to run.',
    data: '2,300 merged changes that were later reverted',
  },
  {
    categories: ['cs.SE', 'cs.PL'],
    subject: 'Migrations Between Library Versions',
    context:
      'Upgrading a library is routine for a person and tedious at scale. Language models know both versions a little, mix them freely, and are at their worst where the old and the new interface share a name.',
    data: '190 open-source projects and eleven breaking releases',
  },
  {
    categories: ['cs.CV', 'cs.RO'],
    subject: 'Depth from Rainy Windows',
    context:
      'Monocular depth works well through clean glass. Drops, streaks and reflections are treated as noise, although they move with the camera in a way that carries information about the pane and about what lies behind it.',
    data: 'fourteen hours of tram footage recorded with a reference lidar',
  },
  {
    categories: ['cs.CV', 'cs.CL'],
    subject: 'Reading Charts Without Their Data',
    context:
      'Most charts in reports exist only as pictures. Models describe their shape fluently, and misread axes, units and legends often enough that no figure can be trusted unless somebody looks.',
    data: '3,600 charts from public reports, with the spreadsheets they were made from',
  },
  {
    categories: ['cs.IR', 'cs.CL'],
    subject: 'Retrieval When Sources Disagree',
    context:
      'Retrieval is evaluated as though one passage held the answer. For many questions the collection holds two answers and a history of why they differ, and a ranker that puts one first has taken a side.',
    data: 'a collection of corrected encyclopaedia entries with their discussion pages',
  },
  {
    categories: ['cs.HC', 'cs.AI'],
    subject: 'Delegation Across Shifts',
    context:
      'Work given to an agent in the morning is often received by somebody else at night. Interfaces show the newest state, and leave it to memory who wanted what, and why the first plan was dropped.',
    data: 'a field study with two dispatch centres over eleven weeks',
  },
  {
    categories: ['cs.RO', 'cs.LG'],
    subject: 'Grasping Soft Objects by Sound',
    context:
      'Vision tells a gripper where a thing is, and touch tells it, a little late, that it is being crushed. Soft packaging makes characteristic sounds some milliseconds earlier, and they cost nothing but a microphone.',
    data: '58 kinds of groceries, a third of them unseen in training',
  },
  {
    categories: ['stat.ML', 'cs.LG'],
    subject: 'Conformal Sets for Ordered Decisions',
    context:
      'Conformal prediction promises that the truth lies in a set, and says nothing of what to do with the set. When labels are ordered by cost, two sets of the same size may differ greatly in the harm that they permit.',
    data: 'triage records, credit decisions and a synthetic benchmark with known costs',
  },
];

export const PAPER_METHODS: readonly PaperMethod[] = [
  {
    doing: 'Two-Pass Verification',
    how: 'We present {name}, which writes a short claim before it acts and checks that claim against the outcome afterwards. Both passes share one set of weights; the check adds a term $\\lambda \\lVert c - \\hat{c} \\rVert_2^2$ to the loss and about one token in {k}0 to the output.',
  },
  {
    doing: 'Learned Deferral',
    how: 'We introduce {name}, a small head that decides whether the present step should wait for more evidence. It is trained on regret, not on confidence, so that $\\mathbb{E}[r \\mid \\text{defer}]$ is estimated directly and no threshold has to be tuned by hand.',
  },
  {
    doing: 'Sparse Rehearsal',
    how: 'Our method, {name}, replays a handful of earlier cases whenever a new one resembles them. The cases are chosen by a submodular criterion that can be maximised greedily in $O(n \\log n)$ time, and the buffer never holds more than {k} per cent of what has been seen.',
  },
  {
    doing: 'Contrastive Drafting',
    how: 'With {name} we produce {k} drafts that differ on purpose, and train on what distinguishes the better from the worse. Differences are located by alignment rather than by a score for the whole, which leaves the shared parts untouched and keeps gradients small.',
  },
  {
    doing: 'Budgeted Search',
    how: 'We propose {name}, a search that is told its budget in advance and spends it unevenly. A value function predicts the gain of one more expansion, and the search stops as soon as the expected gain falls below $\\epsilon = 0.0{k}$ of the cost.',
  },
  {
    doing: 'Low-Rank Correction',
    how: 'Our approach, {name}, leaves the base model frozen and learns a correction of rank $r \\le 1{k}$ from mistakes alone. Since correct cases contribute no gradient, a day of ordinary use is enough to fit it, and it can be removed by a single subtraction.',
  },
  {
    doing: 'Question-First Training',
    how: 'In {name} the model is trained to state the question it is answering before it answers. A second model, which sees only that statement, must recover the input with probability at least $1 - \\delta$; where it cannot, the pair is returned for another attempt.',
  },
  {
    doing: 'Staggered Consensus',
    how: 'We study {name}, in which {k} copies of a model answer one after another and each sees only a summary of those before. Disagreement is kept as a graph rather than averaged away, and the final answer cites the edge on which it depends.',
  },
  {
    doing: 'Curriculum by Surprise',
    how: 'We train with {name}, a curriculum that orders examples by how wrong the previous checkpoint was about them, relative to its own confidence. The order is refreshed every {k} thousand steps and needs no labels beyond those already there.',
  },
  {
    doing: 'Typed Intermediate States',
    how: 'The idea behind {name} is to give every intermediate state a type, and to refuse transitions that the types forbid. Types are inferred from {k}0 examples by a small grammar learner, can be read by people, and are checked in time linear in the trace.',
  },
  {
    doing: 'Counterfactual Replay',
    how: 'We build {name}, which replays recorded episodes with one decision changed and estimates what would have followed. A doubly robust estimator keeps the variance below $\\sigma^2 / {k}$ of naive importance weighting, even where the logging policy was nearly deterministic.',
  },
];

/** `{a}` < `{b}` are percentages, `{k}` as above, `{x}` is a factor such as 1.7. */
export const PAPER_RESULTS: readonly string[] = [
  'On {data}, {name} raises success from ${a}\\%$ to ${b}\\%$ at ${x}\\times$ the cost of the baseline; most of the gain comes from the hardest fifth of cases.',
  'Evaluated on {data}, it matches the strongest baseline with ${x}\\times$ less computation, and improves on it by ${k}.{k} \\pm 0.4$ points when both are given the same budget.',
  'Experiments on {data} show an error rate of ${e}\\%$ against ${f}\\%$ for the best published method ($p < 0.0{k}$), with no loss on the cases that were already right.',
  'Across {data}, {name} recovers ${b}\\%$ of what an oracle would gain, runs ${x}\\times$ faster than the nearest competitor, and needs no tuning between settings.',
  'On {data} we observe that gains follow $\\Delta \\approx \\alpha \\log n$ up to a point, then stop; {name} reaches that point with ${x}\\times$ fewer examples than its nearest competitor.',
  'Results on {data} are mixed and, we believe, instructive: ${b}\\%$ of cases improve, ${k}\\%$ become worse, and the latter can be predicted in advance from the input length alone.',
];

export const PAPER_LIMITS: readonly string[] = [
  'The method fails when inputs are much shorter than those seen in training, and we give examples.',
  'All code, prompts and failed variants are released, including {k} that we could not make work.',
  'We also report two settings in which a simple baseline is preferable, and explain how to recognise them.',
  'An ablation shows that half of the effect is owed to better data cleaning, which we recommend regardless.',
  'We close with a negative result: larger models narrow the gap more slowly than scaling trends suggest.',
  'Human raters agreed with the automatic measure in only ${b}\\%$ of cases, so we print both.',
  'The analysis was registered in advance; the one deviation from the plan is described in the appendix.',
];

export const PAPER_TITLES: readonly string[] = [
  '{name}: {doing} for {subject}',
  '{doing} for {subject}',
  'When Does {doing} Help? A Study of {subject}',
  '{name}: {subject} through {doing}',
  '{subject}: The Case for {doing}',
];

export const PAPER_NAMES =
  'Quern Skein Larch Tessera Gannet Bodkin Fathom Hatch Isobar Jetty Kiln Lattice Marl Needle Orrery Pollard Quoin Rushlight Sextant Thimble Umber Vane Withy Yarrow Almanac Bellows Cairn Dovetail Eddy Ferrule'.split(
    ' ',
  );

export const PAPER_AUTHORS: readonly string[] = [
  "Zo\\'e Martineau",
  'Kofi Adomako',
  'Ingrid S\\o rlie',
  "Tom\\'a\\v{s} Hrub\\'y",
  'Mei-Lin Tsao',
  'Adaeze Nwokolo',
  'J\\"orn Wessel',
  'Priya Raghunathan',
  'Hideo Kurosaki',
  "Luc\\'ia Arregui",
  'Bogdan Ilie\\c{s}',
  'Freya Lindqvist',
  'Omar Haddadin',
  "Siobh\\'an Kerrigan",
  'Yusuf Demirkan',
  'Nadia Petrenko',
  'Samuel Achterberg',
  'Thandiwe Khumalo',
  "Ren\\'e Vasseur",
  'Alma Castellanos',
];

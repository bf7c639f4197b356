/** The story of the day: told by two outlets, and what the editors' essay opens with and comes back to. */

/** Blanks as in the other frames; `{link}` ... `{/link}` marks the words of the essay that lead to the story. */
export type LeadFrame = {
  readonly title: string;
  /** The second outlet's headline: the same story in nearly the same words. */
  readonly echo: string;
  readonly summary: string;
  readonly echoSummary: string;
  readonly essayTitles: readonly [string, string];
  readonly standfirst: string;
  readonly opening: string;
  readonly reflection: string;
};

export const LEAD_FRAMES: readonly LeadFrame[] = [
  {
    title: '{town} grid operator makes data halls queue for power like everyone else',
    echo: 'Data halls must queue for power like everyone else, says {town} grid operator',
    summary:
      'Requests for new connections will be served in the order of readiness, not of size. {m} megawatts of halls move behind a hospital and two dairies.',
    echoSummary: 'Projects must show land, a permit and a buyer before they keep their place.',
    essayTitles: ['The queue for the socket', 'First come, first plugged in'],
    standfirst: 'Power is handed out by readiness now, and readiness turns out to be the scarce part.',
    opening:
      'The most important document of the week is a waiting list. The grid operator in {town} has decided that {link}new data halls will queue for power{/link} like any dairy, in the order in which they are ready rather than the order in which they are large. That moves {m} megawatts of announced computing behind a hospital that nobody announced. It is easy to read this as hostility to the industry. It reads better as bookkeeping: of the halls that held a place, few had land, a permit and a customer at the same time, and those three are what a transformer waits for.',
    reflection:
      'For the people who use models rather than house them, the rule matters in a roundabout way. Capacity that exists on a slide has been holding down the price of capacity that exists. When the slides lose their place in the queue, the halls that are standing gain a little power to charge, and work that can wait until night will wait until night. None of this makes a model better or worse. It decides at which hour it is cheap, and engineers who have built for one hour of the day may want to look at the other twenty-three.',
  },
  {
    title: '{company} publishes the {m} questions its assistant could not answer',
    echo: '{company} lists the {m} questions its assistant could not answer',
    summary:
      'The list is sorted by how long customers waited before a person took over. Two rivals have asked whether they may use it as a test.',
    echoSummary: "A quarter of the questions concern the company's own forms.",
    essayTitles: ['The list of what it could not say', 'An index of unanswered questions'],
    standfirst:
      'One company printed its failures in order of patience lost, and learned most from its own forms.',
    opening:
      "Companies like to publish what their assistants can do. {company} has done the other thing, and {link}printed {m} questions that its assistant could not answer{/link}, sorted by how long a customer waited before a person took over. The surprise is how few of them are hard. Some want a judgement, and a handful want a lawyer, but a quarter of the list asks what a word means on one of the company's own forms. The assistant was faithful to its sources. The sources did not know either. A better model would have failed at the same place, only with more grace.",
    reflection:
      'That is worth remembering whenever a result is put down to the model alone. A failure has an address, and it is often upstream: a form, a missing page, a rule that two departments read in two ways. Lists like this one are cheap to make and awkward to show, which is why there are so few of them. The rivals who asked to use it as a test have understood something. A benchmark made of questions that real people gave up on is small, local and soon out of date, and for one autumn it may be the most honest test in town.',
  },
  {
    title: 'Judge in {town} lets a machine-drafted contract stand, typos and all',
    echo: 'Machine-drafted contract stands, typos and all, rules judge in {town}',
    summary:
      'Both sides had signed what neither had read. The court held that a signature means the same whoever held the pen.',
    echoSummary: 'The ruling turns on who pressed the button, not on what wrote the clause.',
    essayTitles: ['Whoever held the pen', 'Signed, unread, and binding'],
    standfirst: 'A court has declined to treat software as an excuse, which is a kind of compliment.',
    opening:
      "Two firms in {town} let their software agree on a contract, signed it, and discovered afterwards that it gave one of them the other's warehouse on alternate Sundays. This week a judge {link}let the contract stand{/link}, typos and all. Neither side had been deceived, she wrote; each had merely been busy. A signature means the same whoever held the pen, and reading remains the duty of the person whose name is at the bottom. It will be called a ruling on machines. It is a ruling on attention, and the law on that has not moved for three hundred years.",
    reflection:
      'The practical lesson is for people who build the part just before the signature. For two years that part has been made smoother, with fewer clicks and larger buttons. The judgement puts a price on smoothness. A step that makes somebody stop, read one sentence and say yes to that sentence looks like friction in a demonstration and like evidence in a courtroom. Expect summaries with clause numbers, confirmations that quote, and logs that name a person. Expect, too, a few Sundays of argument over a warehouse.',
  },
  {
    title: 'Study of {m} classrooms finds tutoring models help most where teachers stay',
    echo: 'Tutoring models help most where teachers stay, study of {m} classrooms finds',
    summary:
      'Gains doubled in rooms where a teacher chose the exercise and saw the transcript. In rooms without one, pupils learned to get answers.',
    echoSummary: 'The authors followed the same pupils for {a} weeks, and will share the data.',
    essayTitles: ['The teacher in the room', 'What the transcript is for'],
    standfirst: 'Tutoring software works best when somebody is looking, and the somebody is not optional.',
    opening:
      'A study that took the trouble to sit in {m} classrooms has an answer to a question that is usually settled by shouting. {link}Tutoring models helped{/link}, and helped about twice as much where a teacher chose the exercise and read the transcript. In rooms where the pupils were left alone with it, they became very good at obtaining answers, which is a skill, though not the one on the timetable. The authors followed the same pupils for {a} weeks and have promised the data. They have also printed the plan that they wrote beforehand, including the prediction that proved wrong.',
    reflection:
      'The finding has a familiar shape. Tools of this sort lift people who know what a good result looks like, and they flatter the rest. What the teacher supplied was not knowledge that the model lacked; it was a reason to do the next step oneself. Offices might take note, since most of them have bought the tool and skipped the teacher. Somebody who chooses the exercise and reads a sample of transcripts costs an hour a week. According to the only careful count we have seen, that hour is where half of the benefit lives.',
  },
  {
    title: '{town} hospital switches scribes after {b} weeks of side-by-side notes',
    echo: 'After {b} weeks of side-by-side notes, {town} hospital switches scribes',
    summary:
      'Doctors preferred the more fluent system until they were shown which sentences no patient had said. The plainer one won by {a} points.',
    echoSummary: 'The hospital will repeat the comparison each spring and print the result.',
    essayTitles: ['The plainer scribe', 'Fluent, and not what she said'],
    standfirst: 'A hospital compared two note-takers line by line, and fluency lost.',
    opening:
      'For {b} weeks the hospital in {town} ran two scribes in every consulting room, and let doctors choose between the notes. They chose the fluent ones. Then somebody coloured in the sentences that no patient had spoken, and the preference turned: {link}the hospital has switched{/link} to the plainer system, by a margin that grew with every page. None of the additions was dangerous. They were courteous, plausible and tidy, a cough made "persistent", a worry made "significant", and they had crept in where a tired reader would be grateful for them.',
    reflection:
      'It is the cleanest demonstration in a while of a distinction that scores tend to blur. People asked which text they like will pick the one that reads well; people asked which text is true need the recording. Both questions are fair, and only the second belongs in a medical file. The remedy cost almost nothing: a coloured pencil, an afternoon, and the decision to compare the output with what went in rather than with the other output. Anyone who is choosing between two systems this month could borrow the pencil.',
  },
  {
    title: 'Chip maker in {town} sells its scrap as a slower, cheaper accelerator',
    echo: 'Slower, cheaper accelerator made from scrap goes on sale in {town}',
    summary:
      'Parts that failed at full speed are sold at a third of it, for {a} percent of the price. The first batch of {m} went in an hour.',
    echoSummary: 'Buyers are schools, small clinics and one orchestra.',
    essayTitles: ['The market for slow', 'Good enough by Thursday'],
    standfirst: 'A bin of imperfect parts sold out in an hour, because most work is not in a hurry.',
    opening:
      'Every factory has a bin of parts that almost passed. A chip maker in {town} has put a label on its bin, set the clock to a third, and {link}sold the lot as a slower accelerator{/link} for {a} percent of the usual price. The first {m} went in an hour, to schools, clinics and an orchestra that wants to find every recording of one bar. Nobody was fooled: the box says what failed. What the queue showed is that the industry has been selling speed to people who were asking for patience, and charging them for the difference.',
    reflection:
      "There is a great deal of work that needs to be right by Thursday and not by four o'clock. Indexing an archive is like that, and so are checking last month's invoices and transcribing what has waited since the nineties. Such work has been priced as though a person were drumming her fingers beside it. Slow hardware, night tariffs and models that take their time all point the same way: the bill is beginning to distinguish between a question and a chore. Plans drawn up a year ago, at a single price per token, deserve another look.",
  },
  {
    title: 'Labs agree on a common form for admitting mistakes',
    echo: 'A common form for admitting mistakes: labs agree',
    summary:
      'Eleven labs will report failures on one page with the same {b} boxes, the last of which is "what we still do not know". {lab} filed the first.',
    echoSummary: 'The form was drafted by people who investigate accidents at sea.',
    essayTitles: ['One page, and the last box', 'What we still do not know'],
    standfirst: 'Eleven labs have agreed on the shape of an apology, and the shape is useful.',
    opening:
      'There is now a form for it. Eleven labs have agreed to {link}report their failures on a single page{/link}, with the same boxes in the same order: what happened, who noticed, how long it took, what was changed. The last box is headed "what we still do not know", and may not be left empty. The draft came from people who investigate accidents at sea, a trade that gave up blame as a method long ago, since a crew that fears the report will not write it. {lab} has filed the first, concerning an afternoon on which nothing was lost except some confidence.',
    reflection:
      "A common form sounds like the least that could be done, and it may be the most. Reports in eleven styles cannot be counted, and what cannot be counted is soon somebody else's anecdote. With one page each, a reader can ask dull and powerful questions: how many were found by customers, how many by chance, how often the same box says the same thing. The next step is for someone outside the labs to keep the shelf. Until then the worth of the agreement can be read off the last box, and from whether anyone fills it in with more than a sentence.",
  },
  {
    title: 'Tax office in {town} finds its assistant polite, correct and ignored',
    echo: 'Polite, correct and ignored: {town} tax office reviews its assistant',
    summary:
      'Nine answers in ten were right and four in ten were followed. People rang afterwards to hear the same from a person.',
    echoSummary: 'The office will now put a name and a telephone number under each answer.',
    essayTitles: ['Correct, and not believed', 'The second telephone call'],
    standfirst: 'The tax office has learned that an answer is only half of the service.',
    opening:
      "The tax office in {town} has done something rare, and followed its advice home. Its assistant {link}was right nine times in ten{/link}, by the office's own strict count, and it was obeyed about four times in ten. The remainder rang up to ask a person, and were told the same thing in other words, after which they did it. The answers were not the trouble. Nobody stood behind them: no name, no number, no sign that being wrong would be anyone's problem. From next month each answer carries all three, and the office will count again.",
    reflection:
      'Accuracy has been the whole of the conversation for so long that its neighbour has been neglected. Advice is a promise as well as a sentence, and people are good at telling whether somebody has made it. The fix is unglamorous, and it leaves the model alone. It asks an institution to sign what its software says, and so to be a little more careful about what it lets it say. If the count improves, it will be the cheapest gain of the year, and it will not appear on any leaderboard.',
  },
  {
    title: 'Shipping line {company} hands its logbooks to researchers, storms included',
    echo: '{company} opens its logbooks to researchers, storms included',
    summary:
      '{m} voyages of engine data, weather and orders from the bridge may be used by anyone. Crews were asked first, and {c} percent agreed.',
    echoSummary: 'Names are removed, mistakes are not.',
    essayTitles: ['The logbooks', 'Storms included'],
    standfirst: 'A data set arrived with permission attached, which is rarer than it should be.',
    opening:
      'The data set of the season was written in pencil. {company} has {link}opened the logbooks of {m} voyages{/link}, with engine readings, weather and every order from the bridge, to anyone who wants to learn from them. What sets it apart is a paragraph on the second page. The crews were asked, in their own languages and before anything was copied, and those who declined were left out. It took {a} months, and it shows: there are gaps, each marked, and there is not a sentence in the collection that its author might be startled to find there.',
    reflection:
      'The usual objection is that asking does not scale. That may be, but the logbooks suggest that it need not. They are small by present standards, and the first groups to train on them report that a few thousand honest storms teach more than a sea of calm. Consent made the set smaller, better labelled and easier to defend, since the people in it also corrected it. Data with an owner who can be telephoned ages well. Much of what models learn from today cannot be asked about by anyone, and that is a cost that comes due later.',
  },
  {
    title: 'Court stenographers in {town} win the right to correct the machine',
    echo: '{town} court stenographers win right to correct the machine',
    summary:
      'Transcripts will carry two signatures: the system\'s version, and the person who may overrule it. Errors had clustered in names and in "not".',
    echoSummary: 'The agreement follows {b} months of parallel transcripts.',
    essayTitles: ['The word "not"', 'Two signatures'],
    standfirst: 'Errors are not spread evenly, and the smallest word is where they hurt.',
    opening:
      'After {b} months of parallel transcripts, the stenographers of {town} have {link}won the right to overrule the machine{/link}, and the machine has kept its job. Both sign. What settled it was a table of errors: the system missed very few words, fewer than its human colleagues, but it missed names, and it missed "not". A transcript with one word in three hundred wrong sounds excellent until the word is that one. The people, for their part, made their mistakes late in the day and seldom in the same place twice. Side by side, the two lists hardly overlapped.',
    reflection:
      'Averages hide this sort of thing by design. A score says how many, never which, and two systems with the same score can differ in everything that matters to the person in the dock. The court did the sensible thing, and looked at where the errors fell rather than how many there were. It then gave each side the part at which the other was weak. More decisions of this kind could be made with a list of fifty failures in hand. They are seldom asked for, perhaps because a list is harder to put on a slide than a number is.',
  },
  {
    title: '{lab} pays {m} readers to disagree with its model, and keeps a ledger',
    echo: '{m} readers are paid to disagree with its model, and {lab} keeps a ledger',
    summary:
      'Readers earn more for an objection that survives review than for one that is conceded at once. The ledger is public and runs to {a} pages.',
    echoSummary: 'The first thing the readers found was a fault in the rules for readers.',
    essayTitles: ['A wage for disagreement', 'The ledger of objections'],
    standfirst: 'Someone has found a price for a good objection, and posted the receipts.',
    opening:
      "Agreement is cheap to produce, and models produce a lot of it. {lab} has begun to {link}pay {m} readers to disagree{/link}, and has thought about the terms. An objection that falls at once earns little; one that survives a review by strangers earns a day's wage; one that is later found to be wrong costs nobody anything. All of it goes into a public ledger. The first entry of consequence was an objection to the terms themselves, which had rewarded length. It was upheld, the terms were changed, and the objector was paid at the new rate.",
    reflection:
      'The scheme is small, but it repairs something that evaluations have lacked. A fixed test is passed once, learned, and then passed for ever. A person who is paid to find the next hole does not stop when the score looks good, and sees no reason to be polite. Whether the ledger changes the model is too early to say. It has already changed the release notes, which now quote it. A reader who wants to know what a system is bad at could do worse than look for the page on which somebody was paid to say so.',
  },
  {
    title: 'Fishermen near {town} share a forecast model and argue about its name',
    echo: 'Fishermen near {town} share one forecast model, argue about its name',
    summary:
      'The model runs on one machine in the harbour office and was trained on {a} years of catches. Boats that use it burn {b} percent less fuel.',
    echoSummary: 'Three boats refuse, and their catches are used as the control.',
    essayTitles: ['A model for one harbour', 'Small, local, and argued over'],
    standfirst: 'The most thoroughly tested model of the month belongs to forty boats.',
    opening:
      'The harbour office near {town} has one machine, and on it runs {link}a forecast model that belongs to forty boats{/link}. It was trained on {a} years of catches, written down by people who had no reason to flatter the sea. It is not clever. It knows one stretch of water, it saves some fuel, and when it is wrong the people whom it misled meet in the same café. Three skippers refuse to use it, and their boats have been made the control group, with their blessing and some glee. The only open quarrel is over its name.',
    reflection:
      'One could smile at the scale, and one could also ask which of the large systems has a control group. Small models are judged by people who share a harbour with the consequences, and this does wonders for the method. The forty boats know what was promised, what was measured and what it was measured against. They can stop using it tomorrow. Little of that needs a small model; it needs users who compare notes. Where there are none, a newsletter is a poor substitute, but we shall go on printing the tables.',
  },
];

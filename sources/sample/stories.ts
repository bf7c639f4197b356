/** What happened the day before an edition, in the invented world: lab posts, and headlines of which some are told twice. */
import { addDays, type EditionDate } from '../../src/model/date.ts';
import { LAB_FRAMES, RELEASE_FRAME, type LabFrame } from './bank/labs.ts';
import { LEAD_FRAMES, type LeadFrame } from './bank/leads.ts';
import { RELEASE_STORY, WIRE_FRAMES } from './bank/wire.ts';
import { dayNumber, newestOf, releasesOn } from './models.ts';
import { fill } from './page.ts';
import { randomOf, rotate } from './random.ts';
import { COMPANIES, SAMPLE_LABS, SAMPLE_OUTLETS, TOWNS, type SampleLab, type SampleOutlet } from './world.ts';

export type SampleStory = {
  /** Lab or outlet that published it. */
  readonly sourceId: string;
  readonly title: string;
  readonly summary: string;
  readonly url: string;
  /** The edition it is news for; it was published on the day before, at `time` (`HH:MM`). */
  readonly date: EditionDate;
  readonly time: string;
};
/** With the editors' sentence on it. */
export type LabStory = SampleStory & { readonly lab: SampleLab; readonly remark: string };
/** The story of the day, as the essay tells it, with the address of its first telling. */
export type LeadStory = { readonly frame: LeadFrame; readonly blanks: Blanks; readonly url: string };

type Blanks = Readonly<Record<string, string>>;

/** Every lab posts once or twice; a lab whose model is new on this day's boards says so first. */
export function labStoriesOn(date: EditionDate): LabStory[] {
  const day = dayNumber(date);
  const posts = Array.from({ length: 8 }, (_, slot) => {
    const lab = rotate(SAMPLE_LABS, day * 2 + slot);
    return labStory(date, lab, rotate(LAB_FRAMES, day * 8 + slot), `lab ${slot}`);
  });
  const releases = releasesOn(date).flatMap(({ family }) =>
    SAMPLE_LABS.filter(({ name }) => name === family.lab).map((lab) =>
      // In the evening, so that no later post of the lab pushes it out of the mail.
      ({ ...labStory(date, lab, RELEASE_FRAME, `release ${family.id}`), time: '21:05' }),
    ),
  );
  return [...releases, ...posts];
}

/** The lead and every release told by two outlets each, then ten stories of their own. */
export function wireStoriesOn(date: EditionDate): SampleStory[] {
  const day = dayNumber(date);
  const { frame, blanks, url } = leadOn(date);
  const lead = [
    { ...wireStory(date, outletOf(day), frame, blanks, '22:40'), url },
    wireStory(date, outletOf(day + 1), { title: frame.echo, summary: frame.echoSummary }, blanks, '22:05'),
  ];
  const releases = releasesOn(date).flatMap(({ family }, index) => {
    const about = blanksOf(date, `release ${family.id}`, family.lab);
    const { echo, summary } = RELEASE_STORY;
    return [
      wireStory(date, outletOf(day + 2 + index), RELEASE_STORY, about, '21:30'),
      wireStory(date, outletOf(day + 3 + index), { title: echo, summary }, about, '21:20'),
    ];
  });
  const others = Array.from({ length: 10 }, (_, slot) => {
    const seed = `wire ${slot}`;
    const frame = rotate(WIRE_FRAMES, day * 10 + slot);
    return wireStory(date, outletOf(day + slot), frame, blanksOf(date, seed), timeOf(date, seed));
  });
  return [...lead, ...releases, ...others];
}

export function leadOn(date: EditionDate): LeadStory {
  const frame = rotate(LEAD_FRAMES, dayNumber(date));
  const blanks = blanksOf(date, 'lead');
  return { frame, blanks, url: addressOf(outletOf(dayNumber(date)), date, fill(frame.title, blanks)) };
}

function labStory(date: EditionDate, lab: SampleLab, frame: LabFrame, seed: string): LabStory {
  const blanks = blanksOf(date, seed, lab.name);
  const title = fill(frame.title, blanks);
  return {
    sourceId: lab.id,
    lab,
    title,
    summary: fill(frame.summary, blanks),
    remark: fill(frame.remark, blanks),
    url: addressOf(lab, date, title),
    date,
    time: timeOf(date, seed),
  };
}

function wireStory(
  date: EditionDate,
  outlet: SampleOutlet,
  frame: { readonly title: string; readonly summary: string },
  blanks: Blanks,
  time: string,
): SampleStory {
  const title = fill(frame.title, blanks);
  const url = addressOf(outlet, date, title);
  return { sourceId: outlet.id, title, summary: fill(frame.summary, blanks), url, date, time };
}

function outletOf(turn: number): SampleOutlet {
  return rotate(SAMPLE_OUTLETS, turn);
}

function blanksOf(date: EditionDate, seed: string, labName?: string): Blanks {
  const random = randomOf(`${date} ${seed}`);
  const lab = labName ?? random.pick(SAMPLE_LABS).name;
  return {
    lab,
    model: newestOf(lab, date).name,
    town: random.pick(TOWNS),
    company: random.pick(COMPANIES),
    a: String(random.int(12, 38)),
    b: String(random.int(3, 9)),
    c: String(random.int(40, 95)),
    m: String(random.int(12, 90) * 10),
  };
}

function timeOf(date: EditionDate, seed: string): string {
  const random = randomOf(`${date} ${seed} time`);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(random.int(7, 18))}:${two(random.int(0, 59))}`;
}

/** Under `.example`, where nothing can ever be (RFC 2606). */
function addressOf(publisher: { readonly id: string }, date: EditionDate, title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const published = addDays(date, -1).replaceAll('-', '/');
  return `https://${publisher.id}.example/${published}/${words.slice(0, 9).join('-')}`;
}

import fc from 'fast-check';

/** Property tests print this seed; `LONG=1` runs them a hundred times as often. */
export const SEED = Number(process.env.SEED ?? 20261121);
export const RUNS = process.env.LONG ? 100_000 : 1000;
export const settings = (runs = RUNS) => ({ seed: SEED, numRuns: runs, verbose: 1 });

/** A lesson that uses most elements. */
export const SAMPLE = `---
id: risk-warning-signs
title: Threats and warning signs
summary: Keep a log of unusual facts for a week, sort them, and decide which one to act on first.
minutes: 35
objectives:
  - Tell a threat, a worry and a warning sign apart.
  - Keep a log that hurts nobody if it is found.
  - Choose the sign to act on first, and with whom.
content_note: This lesson talks about being watched and followed.
reviewed_on: 2026-11-21
review_by: 2027-05-21
completion: { required: [q-first, sort-the-week] }
sources:
  - Front Line Defenders, Workbook on Security and Facilitation Manual (modules 11 and 23)
  - Holistic Security, chapter on security indicators (Tactical Tech)
  - SAFETAG, threat assessment activities
---

A threat rarely comes out of nowhere. Before it there are small things that do not fit: a new face at the corner, a call that ends when you answer, an official who asks a question nobody asked before. One of them means little. Three in a week are worth an hour of your attention.

People who have worked under pressure for years often stop seeing these things. That is not carelessness. It is how a mind survives. So we do not try to be afraid of everything. We keep a short log, we look at it at a fixed time, and then we put it away.

## Three words

- A **threat** is a sign that someone means to harm you or your work. It can be open ("stop, or else") or hidden.
- A **worry** is a thought without a fact behind it yet. It deserves rest and a talk, not a log.
- A :term[warning sign]{ref="security-indicator"} is a *fact* out of the ordinary that might have to do with your security. You do not need to know why it happened to write it down.

:::callout{kind="care"}
Write facts, not names. If a page could hurt someone when it is found, keep it in your head or on paper you can destroy. A log on a phone that can be taken is a gift to whoever takes it.
:::

## What to note

:::steps
1. **What** happened, in one plain sentence.
2. **When and where**, as exactly as you safely can.
3. **Who saw it** besides you. "Two of us" is enough.
4. **What was going on** in your work that week.
5. **What you did** about it, even if you did nothing.
:::

Note it the same day. Memory adds and removes things overnight.

:::::scenario{#silent-calls}
Amina coordinates a small group that documents evictions. You are her colleague.

::::step{#monday}
On Monday and Tuesday her phone rings three times. Each time the line goes dead. On Wednesday a neighbour says: a man asked when she comes home. Amina says, "I am just tired, it is nothing." What do you say?

- [Change your number today.](#new-number)
- [Let us write both things down, and tell your safety contact.](#write-it)
- [Wait a week. Then we shall know.](#wait)
::::

::::step{#new-number}
The calls stop. On Friday the man is back, in a car. Nobody outside the two of you knows about Wednesday, and the old number, with its list of calls, is gone.

- [Go back and begin with the facts.](#write-it)
- [Ask her to stay with a friend tonight.](#friend)
::::

::::step{#write-it}
It takes ten minutes. Side by side, the two facts look different: the calls began the day after her group sent its report to the ministry. Her safety contact agrees to a call at nine each evening.

- [Ask the neighbour to tell you if the man returns.](#neighbour)
- [Publish what happened at once.](#publish)
::::

::::step{#wait}
You wait. On Friday the man is in a parked car opposite her door. She is alone, and nobody expects a call from her.

- [Call her safety contact now.](#friend)
::::

::::step{#friend outcome="mixed"}
She is safe tonight. You still do not know what you are looking at. On Saturday you write down everything both of you remember. It would have been easier on Wednesday.
::::

::::step{#neighbour outcome="good"}
On Friday the neighbour calls: a car, a man, half an hour. You have three facts, a pattern and two people who know. Now you can decide calmly: another route, another bed for a week, a word with a lawyer. :slot[A lawyer or organisation you trust]{name="lawyer"} hears from you the same evening.
::::

::::step{#publish outcome="mixed"}
Many people see it. So does whoever sent the man, who now knows what you noticed and how fast. Publicity can protect. It works best when it is chosen, prepared and agreed with the person at risk.
::::
:::::

## Which sign first?

You cannot act on everything. Ask of each fact: is it *about me* or about my surroundings? Is it *new*? Does it *come closer* (from the street, to the door, to the phone)? Did it *follow something I did*? Two or more "yes": talk to someone today.

:::quiz{#q-first}
Four facts from one week. Which one do you bring to a colleague the same day?

- [ ] The internet was slow on three evenings.
  > It may be a cut or a repair. Note it. If it comes back on the eve of your meetings, that is a pattern.
- [ ] A rude comment under an old article of yours.
  > Unpleasant, and common. Note it when it names a place, a person or a date.
- [x] A new cleaner asked a colleague which days you work late.
  > Yes. It is about you, it is new, and it comes closer. There may be an innocent reason; asking costs little.
- [ ] A demonstration was forbidden in another city.
  > This belongs to your map of the context, and perhaps changes your plans. It is not a sign about you yet.
:::

::::exercise{#sort-the-week minutes=15}
Think of the last seven days. Write down up to five unusual facts, small ones too. Then give each one a mark: *about me*, *new*, *closer*, *after something I did*. Underline the one with most marks.

::field{#facts label="Unusual facts, one on each line" lines=5}
::field{#first label="The one I bring to someone, and to whom" lines=2}

If there is nothing to write, that is a good week. Write that down too: it shows you what normal looks like.
::::

::grounding{kind="5-4-3-2-1"}

:::reflection{#r-normal lines=4}
What does a normal day look like where you live and work? Which small change in it would you notice first? Which one would you miss?
:::

:::discussion{#d-signs}
Which warning signs do people in your country notice first, and which ones does everyone overlook? Do not name people or places.
:::

:::checklist{#c-start}
- [ ] I know where my log is, and how to destroy it.
- [ ] One person knows that I keep it, and looks at it with me once a week.
- [ ] I chose a fixed time for it, and after that time I put it away.
:::

:::callout{kind="danger"}
If a threat is open and near, a log is not the answer. Leave, call, ask for help: :contact{ref="emergency-24h"}.
:::
`;

const WORDS = [
	'a',
	'one two',
	'كلمة',
	'слово',
	'10:30',
	'a_b',
	'x',
	'é',
	'😀',
	'don’t',
	'1.',
	'www.a.b',
	'a@b.cd',
	'http://a.b/c'
];
const MARKS = [
	'*',
	'**',
	'_',
	'__',
	'~~',
	'`',
	'``',
	'[',
	']',
	'(',
	')',
	'<',
	'>',
	'\\',
	'!',
	'|',
	':',
	'::',
	'"',
	'&',
	'#',
	'^',
	'{',
	'}',
	'=',
	'-',
	' ',
	'  ',
	'\t'
];
const PIECES = [
	'*a*',
	'**b**',
	'~~c~~',
	'`d`',
	'`` ` ``',
	'[e](/help)',
	'[f](https://a.b?c=d&e=[f]_g_)',
	'[g](#h)',
	'<https://a.b>',
	':term[w]{ref="r"}',
	':contact{ref="c"}',
	':slot[s]{name="n"}',
	':em[x]',
	':strong[*y* z]',
	':code[\\]]',
	'[^1]',
	'[^two]',
	'&amp;',
	'&#x20;',
	'&#91;',
	'\\*',
	'\\\n',
	'  \n',
	'\n',
	'![i](/assets/i.png)',
	'![j](/assets/j.svg "k")',
	'<b>',
	'<!-- c -->',
	'[r]',
	'a*b*c',
	'a**b**',
	'***a** b*',
	'*a **b***',
	'*a`]`b*c'
];
const LEADS = [
	'',
	'',
	'',
	'## ',
	'### ',
	'# ',
	'##### ',
	'- ',
	'* ',
	'+ ',
	'1. ',
	'7) ',
	'> ',
	'> > ',
	'  ',
	'    ',
	'- [ ] ',
	'- [x] ',
	'  > ',
	'   - ',
	'| ',
	'[^1]: ',
	'[^two]: ',
	'[r]: ',
	'\t'
];
const LINES = [
	'',
	'',
	'',
	'---',
	'===',
	'***',
	'___',
	'```',
	'```js',
	'~~~',
	'| a | b |',
	'| - | :-: |',
	'|---|',
	'- [a](#s)',
	'- [b](#t)',
	':::',
	'::::',
	':::::',
	':::quiz{#q}',
	':::quiz{#q kind="truth"}',
	':::quiz{#z kind="match"}',
	'::::scenario{#sc}',
	':::step{#s}',
	':::step{#t outcome="good"}',
	'::::exercise{#e minutes=5}',
	'::field{#f label="l & \\"m" lines=2}',
	':::reflection{#r}',
	':::checklist{#c}',
	':::callout{kind="care"}',
	':::callout',
	':::details{summary="s"}',
	':::details[s]',
	':::steps',
	':::discussion{#d}',
	'::grounding{kind="breathing"}',
	':::facilitator',
	':::audio{#a src="x"}',
	'::download{file=y}',
	':::unknown',
	'::unknown[x]',
	'::contact{ref="c"}',
	'[^1]: note',
	'[r]: https://r.example',
	'[r]: javascript:x',
	'<div>',
	'## t {#t}',
	'## h {#hid}',
	'![i](/assets/i.png "c")',
	'- a',
	'1. a',
	'> a',
	'***',
	'    code',
	'::::: x'
];

const inline = fc
	.array(
		fc.oneof(
			{ weight: 3, arbitrary: fc.constantFrom(...WORDS) },
			{ weight: 2, arbitrary: fc.constantFrom(...PIECES) },
			fc.constantFrom(...MARKS),
			fc.constant(' ')
		),
		{ maxLength: 8 }
	)
	.map((parts) => parts.join(''));
const line = fc.oneof(
	fc.tuple(fc.constantFrom(...LEADS), inline).map((parts) => parts.join('')),
	fc.constantFrom(...LINES),
	fc.tuple(fc.constantFrom(...LEADS), fc.constantFrom(...LINES)).map((parts) => parts.join(''))
);

/** Sources made of the lesson language's own parts, in any order. */
export const grammatical = fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n'));

/** Whole elements, so that most of them are sound. */
export const sound = fc
	.array(
		fc.oneof(
			inline,
			fc
				.tuple(inline, inline, inline)
				.map(([a, b, c]) => `:::quiz{#q${a.length}}\n${a}\n\n- [ ] ${b}\n  > ${c}\n- [x] ${c}\n:::`),
			fc.tuple(inline, inline).map(([a, b]) => `:::callout{kind="tip"}\n${a}\n\n- ${b}\n:::`),
			fc.tuple(inline, inline).map(([a, b]) => `| ${a} | b |\n|---|---|\n| c | ${b} |`),
			fc.tuple(inline, inline).map(([a, b]) => `- ${a}\n\n  ${b}\n\n* ${b}\n\n1. ${a}`),
			fc
				.tuple(inline, inline)
				.map(
					([a, b]) =>
						`::::scenario{#sc${a.length}}\n${a}\n\n:::step{#s}\n${b}\n\n- [${a}](#t)\n:::\n:::step{#t outcome=bad}\n${b}\n:::\n::::`
				)
		),
		{ maxLength: 5 }
	)
	.map((parts) => parts.join('\n\n'));

/** The sample with pieces cut out, doubled or put in. */
export const mutated = fc
	.array(
		fc.tuple(
			fc.nat(SAMPLE.length),
			fc.nat(40),
			fc.oneof(inline, line, fc.string({ maxLength: 4, unit: 'binary' }))
		),
		{ minLength: 1, maxLength: 6 }
	)
	.map((edits) =>
		edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), SAMPLE)
	);

/** Any characters at all, half ones included. */
export const noise = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 200 }),
	fc.array(fc.nat(0xffff), { maxLength: 100 }).map((codes) => String.fromCharCode(...codes)),
	fc
		.array(fc.constantFrom(...'\n\n >-*_~`[]()<>:#|{}"=!&\\^ab1. \t'), { maxLength: 60 })
		.map((all) => all.join(''))
);

export const anySource = fc.oneof(
	{ weight: 3, arbitrary: grammatical },
	{ weight: 2, arbitrary: sound },
	noise,
	mutated
);

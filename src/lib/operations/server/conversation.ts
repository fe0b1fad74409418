import type { Actor } from './people.ts';

interface Said {
	by: Actor;
	source: string;
}

/** What the cohort wrote under the question of lesson 2: three languages in one thread, as in a real one. */
export const ABOUT_SIGNS: [Said, ...Said[]] = [
	{
		by: 'celeste',
		source:
			'Chez nous, on remarque d’abord **les voitures**. Ce que tout le monde oublie : les questions posées aux enfants, à la sortie de l’école.\n\nDepuis, nous avons convenu d’une phrase simple avec les familles : « Qui t’a demandé ? »'
	},
	{
		by: 'amal',
		source:
			'عندنا ننتبه إلى المكالمات الصامتة، وننسى **الأسئلة اللطيفة**: موظف يسأل بلطف عن مواعيدنا، مرتين في أسبوع واحد.\n\n> سؤال واحد لا يعني شيئًا. سؤالان يستحقان سطرًا في السجل.'
	},
	{
		by: 'trainer',
		source:
			'Both of you name something that sounds friendly. That is worth keeping: a warning sign does not have to feel threatening.\n\nA question for all: what do you do on the *same day* when you see two of them?'
	},
	{
		by: 'irina',
		source:
			'В тот же день:\n\n1. записать факт, без имён;\n2. позвонить одному человеку;\n3. решить вместе, что завтра будет иначе.\n\nТретий пункт мы долго пропускали. Запись без решения только усиливает тревогу.'
	},
	{
		by: 'amal',
		source: 'هذا ما ينقصنا: القرار. نسجّل ثم ننام بقلق. سأقترح على زميلتي موعدًا ثابتًا، عشر دقائق كل مساء.'
	}
];

/** A thread the trainer began. */
export const WELCOME: { title: string; posts: [Said, ...Said[]] } = {
	title: 'Before we begin: how we talk here',
	posts: [
		{
			by: 'trainer',
			source:
				'Welcome. Write in the language you think in; somebody here reads it.\n\n- Facts, not names or places.\n- You can always pass.\n- What is written here stays here.\n\nIs there something you need from the others to feel at ease?'
		},
		{
			by: 'host',
			source:
				'Ik ben er elke dinsdag en donderdag. Vraag gerust, ook naar gewone dingen: de bus, de dokter, de markt.'
		},
		{
			by: 'irina',
			source:
				'Мне важно, чтобы никто не делал снимков экрана. И чтобы можно было молчать неделю без объяснений.'
		}
	]
};

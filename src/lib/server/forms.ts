import * as v from 'valibot';

/** Field → problem code, such as `empty` or `too-long`. `''` is the form as a whole. */
export type Problems = Record<string, string>;

/** What was typed, to be given back: secrets are left out by the page, never stored. */
export type Typed = Record<string, string>;

export type Read<T> = { ok: true; data: T } | { ok: false; problems: Problems; typed: Typed };

type FormSchema = v.GenericSchema<Record<string, unknown>, unknown>;

/**
 * Reads a posted form by a strict rule. Give each check its code as the message:
 * `v.strictObject({ text: v.pipe(v.string(), v.trim(), v.nonEmpty('empty'), v.maxLength(200, 'too-long')) })`.
 * A field that may come several times (check boxes) is read as an array when the rule is one.
 * Fields that do not belong make the form unreadable (`unexpected`), so nobody can add `role=administrator`.
 */
export async function readForm<S extends FormSchema>(
	request: Request,
	schema: S
): Promise<Read<v.InferOutput<S>>> {
	const entries = await request.formData();
	const raw: Record<string, unknown> = {};
	const typed: Typed = {};
	for (const name of new Set(entries.keys())) {
		const values = entries.getAll(name).filter((value) => typeof value === 'string');
		raw[name] = takesMany(schema, name) ? values : values.length === 1 ? values[0] : undefined;
		if (typeof values[0] === 'string') typed[name] = values[0];
	}
	const result = v.safeParse(schema, raw);
	if (result.success) return { ok: true, data: result.output };
	const problems: Problems = {};
	for (const issue of result.issues) {
		const field = String(issue.path?.[0]?.key ?? '');
		const belongs = field in entriesOf(schema);
		const code = belongs ? (/^[a-z-]+$/.test(issue.message) ? issue.message : 'empty') : 'unexpected';
		problems[belongs ? field : ''] ??= code;
	}
	return { ok: false, problems, typed };
}

function entriesOf(schema: FormSchema): Record<string, v.GenericSchema> {
	return 'entries' in schema ? (schema.entries as Record<string, v.GenericSchema>) : {};
}

function takesMany(schema: FormSchema, name: string): boolean {
	let rule: v.GenericSchema | undefined = entriesOf(schema)[name];
	while (rule && 'wrapped' in rule) rule = rule.wrapped as v.GenericSchema;
	if (rule && 'pipe' in rule) rule = (rule.pipe as v.GenericSchema[])[0];
	return rule?.type === 'array';
}

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
	const entries = await formOf(request);
	if (!entries) return { ok: false, problems: { '': 'unexpected' }, typed: {} };
	const raw = Object.create(null) as Record<string, unknown>;
	const typed: Typed = {};
	for (const name of new Set(entries.keys())) {
		const values = entries.getAll(name).filter((value) => typeof value === 'string');
		raw[name] = takesMany(schema, name) ? values : values.length === 1 ? values[0] : undefined;
		if (typeof values[0] === 'string') typed[name] = values[0].replaceAll('\0', '');
	}
	// Nobody types this character, and PostgreSQL refuses text that holds it.
	if ([...entries].flat().some((part) => typeof part === 'string' && part.includes('\0')))
		return { ok: false, problems: { '': 'unexpected' }, typed };
	const belongs = (name: string) => Object.hasOwn(entriesOf(schema), name);
	const result = v.safeParse(schema, raw);
	const problems: Problems = {};
	// Asked here, because names such as `__proto__` pass a check for "in the object".
	if (![...entries.keys()].every(belongs)) problems[''] = 'unexpected';
	else if (result.success) return { ok: true, data: result.output };
	for (const issue of result.issues ?? []) {
		const field = String(issue.path?.[0]?.key ?? '');
		if (belongs(field)) problems[field] ??= /^[a-z-]+$/.test(issue.message) ? issue.message : 'empty';
		else problems[''] = 'unexpected';
	}
	return { ok: false, problems, typed };
}

/** The fields of a form; null for a body that is none. One that is too large goes on as the error it is. */
async function formOf(request: Request): Promise<FormData | null> {
	try {
		return await request.formData();
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}

function entriesOf(schema: FormSchema): Record<string, v.GenericSchema> {
	return 'entries' in schema ? (schema.entries as Record<string, v.GenericSchema>) : {};
}

function takesMany(schema: FormSchema, name: string): boolean {
	let rule = Object.hasOwn(entriesOf(schema), name) ? entriesOf(schema)[name] : undefined;
	while (rule && 'wrapped' in rule) rule = rule.wrapped as v.GenericSchema;
	if (rule && 'pipe' in rule) rule = (rule.pipe as v.GenericSchema[])[0];
	return rule?.type === 'array';
}

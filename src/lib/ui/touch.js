// The one script of every page: the page works without it, it only improves.
const root = document.documentElement;

// Leaving: blank at once, and put the other site in place of this page, so that "back" does not return here.
const leave = (link) => {
	root.hidden = true;
	document.title = '';
	location.replace(link.href);
};
addEventListener('click', (event) => {
	const link = event.target instanceof Element && event.target.closest('a[data-exit]');
	if (!link) return;
	event.preventDefault();
	leave(link);
});

// The same without aiming: Escape three times within two seconds.
let presses = [];
addEventListener('keydown', ({ key, repeat, timeStamp }) => {
	if (key !== 'Escape' || repeat) return;
	presses = [...presses.slice(-2), timeStamp];
	const link = document.querySelector('a[data-exit]');
	if (link && presses.length === 3 && timeStamp - presses[0] < 2000) leave(link);
});

// Send a form in the background and swap the part that changed, from the same page the server would send anyway.
addEventListener('submit', (event) => {
	const form = event.target;
	if (!(form instanceof HTMLFormElement)) return;
	const { swap } = form.dataset;
	if (!swap) return;
	event.preventDefault();
	if (form.ariaBusy) return;
	form.ariaBusy = 'true';
	const body = new FormData(form);
	const by = event.submitter;
	if (by instanceof HTMLButtonElement && by.name) body.append(by.name, by.value);
	const plainly = () => {
		delete form.dataset.swap;
		form.requestSubmit(by);
	};
	const request = new XMLHttpRequest();
	request.responseType = 'document';
	request.open('POST', form.getAttribute('action') ?? '');
	// SvelteKit answers a form with JSON unless a page is asked for.
	request.setRequestHeader('accept', 'text/html');
	request.onload = () => {
		// The first one told about is the one that was sent; others changed along with it.
		const swaps = swap
			.split(' ')
			.map((id) => [document.getElementById(id), request.response?.getElementById(id)]);
		const [old, fresh] = swaps[0] ?? [];
		if (!old || !fresh) return plainly();
		for (const [before, after] of swaps) if (after) before?.replaceWith(after);
		const told = fresh.querySelector('[role=status],[role=alert]') ?? fresh;
		told.tabIndex = -1;
		told.focus();
	};
	request.onerror = plainly;
	request.send(body);
});

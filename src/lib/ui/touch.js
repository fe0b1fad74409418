// The one script of every page: the page works without it, it only improves.
const { documentElement: root } = document;

addEventListener('click', (event) => {
	const exit = event.target.closest?.('[data-exit]');
	if (!exit) return;
	event.preventDefault();
	root.hidden = true;
	document.title = '';
	location.replace(exit.href);
});

// Send a form in the background and swap the part that changed, from the same page the server would send anyway.
addEventListener('submit', (event) => {
	const { target: form, submitter } = event;
	const id = form.dataset?.swap;
	if (!id || form.ariaBusy === 'true') return;
	event.preventDefault();
	form.ariaBusy = 'true';
	const body = new FormData(form);
	if (submitter?.name) body.append(submitter.name, submitter.value);
	const request = new XMLHttpRequest();
	request.responseType = 'document';
	request.open('POST', submitter?.getAttribute('formaction') || form.getAttribute('action'));
	request.onload = () => {
		const fresh = request.response?.getElementById(id);
		const old = document.getElementById(id);
		if (!fresh || !old) return form.submit();
		old.replaceWith(fresh);
		const told = fresh.querySelector('[role=status],[role=alert]') || fresh;
		told.tabIndex = -1;
		told.focus();
	};
	request.onerror = () => form.submit();
	request.send(new URLSearchParams(body));
});

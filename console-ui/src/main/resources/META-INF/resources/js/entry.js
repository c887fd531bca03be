// Signs in, or makes the first user: asks the API, shows what it says, goes on to where one wanted.

const form = document.getElementById('entry');
const trouble = document.getElementById('entry-trouble');
const go = document.getElementById('entry-go');

function inside() {
  const to = new URLSearchParams(location.search).get('to') || '/';
  return /^\/(?![/\\])/.test(to) ? to : '/';
}

function say(text) {
  trouble.textContent = text;
  trouble.hidden = !text;
}

async function ask() {
  const { name, password } = form.elements;
  const body = { name: name.value, password: password.value };
  // The link's secret stands behind the #, so that it is in no log on the way.
  if (form.elements.again) body.link = location.hash.slice(1);
  const answer = await fetch(form.dataset.ask, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (answer.ok) {
    location.replace(inside());
    return;
  }
  const problem = await answer.json().catch(() => ({}));
  say(answer.status === 401 ? form.dataset.wrong : [problem.title, problem.detail].filter(Boolean).join(': '));
  password.select();
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  const { again, password } = form.elements;
  if (again && again.value !== password.value) {
    say(form.dataset.differ);
    return;
  }
  say('');
  go.disabled = true;
  try {
    await ask();
  } catch {
    say(form.dataset.away);
  } finally {
    go.disabled = false;
  }
});

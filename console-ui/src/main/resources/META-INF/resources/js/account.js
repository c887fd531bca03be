// What a page asks the API for in its user's name, because only the API can give and take the session's cookie.

async function ask(method, path, body) {
  const answer = await fetch('/api/v1' + path, {
    method, headers: body ? { 'content-type': 'application/json' } : {}, body: body && JSON.stringify(body) });
  if (answer.ok) return '';
  const problem = await answer.json().catch(() => ({}));
  return [problem.title, problem.detail].filter(Boolean).join(': ') || String(answer.status);
}

window.odradekAccount = {
  async signOut() {
    await ask('DELETE', '/session');
    location.assign('/sign-in');
  },
  /** Answers what is wrong, or nothing. */
  password: (old, password) => ask('PUT', '/session/password', { old, password }),
};

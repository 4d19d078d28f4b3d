// A form that is being filled in is not lost when the session ends. While somebody works, the server hears of it now
// and then; before the end a notice offers to stay; after it, what was typed stays on the page, the person logs in
// again in another tab, and the form is sent with the token of the new session.
(() => {
  if (document.body.classList.contains('login')) return; // nothing is written there
  const { session, login } = document.currentScript.dataset;
  const HEARTBEAT = 120; // seconds between two signs of life while somebody works
  const LOOK = 30; // seconds between two looks at the clock
  const SOON = 180; // seconds before the end at which the notice appears

  let token = JSON.parse(document.getElementById('wagtail-config')?.textContent || '{}').CSRF_TOKEN;
  let ends = Infinity;
  let worked = false;
  let reported = Date.now();
  let notice = null;

  // Seconds left; 0 when nobody is logged in. A POST says that somebody works, a GET only asks.
  const ask = async (method) => {
    const headers = { 'X-Requested-With': 'XMLHttpRequest', 'X-CSRFToken': token };
    const answer = await fetch(session, { method, headers, credentials: 'same-origin' });
    const state = answer.ok ? await answer.json() : { left: 0 };
    ends = Date.now() + state.left * 1000;
    if (state.token) token = state.token;
    return state.left;
  };

  const hide = () => {
    notice?.remove();
    notice = null;
  };

  const show = (words, label, act) => {
    hide();
    notice = document.createElement('div');
    notice.className = 'accounts-notice';
    notice.setAttribute('role', 'alertdialog');
    notice.setAttribute('aria-label', words);
    const text = document.createElement('p');
    text.textContent = words;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.textContent = label;
    button.addEventListener('click', act);
    notice.append(text, button);
    document.body.append(notice);
    button.focus();
  };

  const stay = async () => ((await ask('POST').catch(() => 0)) > 0 ? hide() : over());

  const over = () =>
    show('登录已超时，本页填写的内容还在。请在新窗口重新登录，然后回到本页继续。', '在新窗口登录', () => {
      window.open(login, '_blank');
      show('在新窗口登录以后，请点“已重新登录”，再保存本页。', '已重新登录', renew);
    });

  const renew = async () => {
    if ((await ask('GET').catch(() => 0)) <= 0) return over();
    for (const field of document.querySelectorAll('input[name=csrfmiddlewaretoken]')) field.value = token;
    hide();
  };

  const look = async () => {
    const now = Date.now();
    if (worked && now < ends && now - reported > HEARTBEAT * 1000) {
      worked = false;
      reported = now;
      await ask('POST');
    } else if (now > ends - SOON * 1000) {
      await ask('GET'); // another tab may have kept it alive
    } else return;
    const left = (ends - Date.now()) / 1000;
    if (left > SOON) hide();
    else if (left > 0) show('您已较长时间没有操作，即将自动退出登录。', '继续工作', stay);
    else if (!notice) over();
  };

  for (const sign of ['input', 'keydown', 'pointerdown'])
    addEventListener(sign, () => { worked = true; }, { passive: true });
  addEventListener(
    'submit',
    (event) => {
      if (Date.now() < ends || event.target.method !== 'post') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      over();
    },
    { capture: true },
  );
  ask('GET').then(
    (left) => { if (left > 0) setInterval(() => look().catch(() => {}), LOOK * 1000); else ends = Infinity; },
    () => {},
  );
})();

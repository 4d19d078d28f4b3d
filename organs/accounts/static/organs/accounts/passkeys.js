// Passkeys (WebAuthn Level 2): a form with data-passkey asks the browser first, then sends what it answered.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');

  const read = (options) => {
    const key = { ...options, challenge: bytes(options.challenge) };
    if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
    for (const list of ['excludeCredentials', 'allowCredentials'])
      if (key[list]) key[list] = key[list].map((one) => ({ ...one, id: bytes(one.id) }));
    return { publicKey: key };
  };

  const written = (credential) => {
    const response = {};
    for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'])
      if (credential.response[part]) response[part] = text(credential.response[part]);
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  };

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const { publicKey } = JSON.parse(document.getElementById(form.dataset.options).textContent);
    const problem = form.querySelector('[data-problem]');
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      problem.hidden = true;
      try {
        const credential = await navigator.credentials[form.dataset.passkey](read(publicKey));
        form.elements.credential.value = JSON.stringify(written(credential));
        form.submit();
      } catch {
        problem.hidden = false;
      }
    });
  }
})();

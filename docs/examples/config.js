// The only file that a city has to change (with the addresses in the Content-Security-Policy of the four pages).

/** Who publishes this front end. */
export const NAME = "云杉市政务公开";

/** Where the public API is. */
const API_ADDRESS = "http://127.0.0.1:8000";

/** Where drafts are shown from: the back office. The same host as the API unless front and back office are apart. */
const OFFICE_ADDRESS = API_ADDRESS;

const LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"];

/**
 * On a developer's machine `?api=http://127.0.0.1:8123` takes another address. Anywhere else it is passed over: a link
 * that makes the site of a city show what a stranger wrote must not exist.
 */
function askedFor() {
  const asked = new URLSearchParams(location.search).get("api");
  if (!asked || !LOCAL_HOSTS.includes(location.hostname) || !URL.canParse(asked)) return null;
  const { protocol, origin } = new URL(asked);
  return ["http:", "https:"].includes(protocol) ? origin : null;
}

const other = askedFor();

export const API = other ?? API_ADDRESS;
export const OFFICE = other ?? OFFICE_ADDRESS;

/** The address of a page of this front end: `pageAddress("guide.html", {uid})`. Empty parameters are left out. */
export function pageAddress(file, parameters = {}) {
  const asked = Object.entries({ ...parameters, api: other }).filter(([, value]) => value);
  const query = new URLSearchParams(asked).toString();
  return query ? `${file}?${query}` : file;
}

/** What must be sent along by a form, so that it asks the same API. */
export const CARRIED = other ? { api: other } : {};

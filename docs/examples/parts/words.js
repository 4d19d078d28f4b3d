// What fields and values are called. The API's schemas say so; a front end need not keep lists that the city may change.

import { ask } from "./api.js";

/** The words of one type of page. Without its schema values stand for themselves: a page is shown rather than refused. */
export async function wordsFor(kind) {
  const schema = await ask(`/api/v1/schemas/${encodeURIComponent(kind)}.json`).catch(() => ({}));
  return new Words(schema.properties ?? {}, schema.title ?? "");
}

class Words {
  constructor(properties, title) {
    this.properties = properties;
    this.title = title;
  }

  /** The title of the field `name`. */
  field(name) {
    return this.properties[name]?.title ?? name;
  }

  /** The title of the value that `page` has in the field `name`, '' when it has none. */
  value(page, name) {
    const value = page[name];
    if (value === null || value === undefined || value === "") return "";
    return choices(this.properties[name]).find((one) => one.const === value)?.title ?? String(value);
  }

  /** Rows for `facts`: title and value of each of `names`. */
  rows(page, ...names) {
    return names.map((name) => [this.field(name), this.value(page, name)]);
  }
}

/** Values of a closed list, which may be inside of “this or null”. */
function choices(schema) {
  if (!schema) return [];
  return schema.oneOf ?? (schema.anyOf ?? []).flatMap(choices);
}

const PARTS = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<[^\s<>!?/](?:"[^"]*"|'[^']*'|[^"'>])*>/g;
const VALUES = /"[^"]*"|'[^']*'/g;

/**
 * Makes line breaks and tabs inside attributes spaces, as XML asks of its readers (XML 1.0 §3.3.3). The parser below leaves them, and
 * an expression with a line comment would mean another thing. Breaks written as `&#10;` stay.
 */
export function normaliseAttributes(xml: string): string {
  return xml.replace(PARTS, (part) => {
    const isTag = !part.startsWith('<!') && !part.startsWith('<?');
    return isTag ? part.replace(VALUES, (value) => value.replace(/\r\n|[\t\n\r]/g, ' ')) : part;
  });
}

/**
 * The environment variables of a property of the official runtime. Its dashes are dropped; since much that was written for it
 * turns them into underscores, that spelling is taken too: `CAMUNDA_CLIENT_RESTADDRESS`, `CAMUNDA_CLIENT_REST_ADDRESS`.
 */
export function officialNames(property: string): readonly string[] {
  const name = property.toUpperCase().replaceAll('.', '_');
  return [...new Set([name.replaceAll('-', ''), name.replaceAll('-', '_')])];
}

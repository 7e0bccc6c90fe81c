/** Thrown when a model cannot be deployed. Each problem names the element. */
export class ModelRefused extends Error {
  constructor(resource: string, problems: string) {
    super(`Expected to deploy new resources, but encountered the following errors:\n'${resource}': ${problems}`);
    this.name = 'ModelRefused';
  }
}

/** Collects what is wrong with a model, by the path of the element: `send > extensionElements > taskDefinition`. */
export class Problems {
  private readonly byElement = new Map<string, string[]>();

  add(path: string, text: string): void {
    this.byElement.set(path, [...(this.byElement.get(path) ?? []), text]);
  }

  get isEmpty(): boolean {
    return this.byElement.size === 0;
  }

  /** In the layout of the engine's own answer. */
  toString(): string {
    return [...this.byElement]
      .map(([path, texts]) => `- Element: ${path}\n${texts.map((text) => `    - ERROR: ${text}\n`).join('')}`)
      .join('');
  }
}

/** What is broken, where, the text that is replaced, and by what. */
export declare const bugs: [name: string, file: string, from: string, to: string][];

/** What is broken, where, and which texts become which. */
export declare const simulationBugs: [name: string, file: string, ...edits: [from: string, to: string][]][];

import type { Recorded } from './record.d.mts';

export declare function figuresPage(read?: (run: string) => Recorded | undefined): string;
export declare function withPromises(page: string, read?: (run: string) => Recorded | undefined): string;

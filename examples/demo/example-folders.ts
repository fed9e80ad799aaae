import { existsSync, readdirSync } from 'fs';
import { join } from 'path';

/**
 * The folders below a folder that are examples: those with a `cdk8s.yaml`.
 *
 * @param root the folder to look in
 * @param filter what the path of an example must contain; everything does when it is empty
 * @returns paths relative to the root, in alphabetical order
 */
export function exampleFolders(root: string, filter = ''): string[] {
  return foldersBelow(root, '')
    .filter((folder) => existsSync(join(root, folder, 'cdk8s.yaml')) && folder.includes(filter))
    .sort();
}

function foldersBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['dist', 'node_modules'].includes(entry.name))
    .map(({ name }) => join(folder, name))
    .flatMap((below) => [below, ...foldersBelow(root, below)]);
}

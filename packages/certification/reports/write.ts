import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Certificate } from '../certificate';
import { CouldNotRunError } from '../errors';
import { toBadge } from './badge';
import { toHtml } from './html';
import { toJunit } from './junit';

/** Returns the names of the files. @throws CouldNotRunError if they cannot be written */
export async function writeReports(folder: string, certificate: Certificate): Promise<string[]> {
  const reports = {
    'certificate.html': toHtml(certificate),
    'certificate.json': `${JSON.stringify(certificate, null, 2)}\n`,
    'certificate.junit.xml': toJunit(certificate),
    'badge.svg': toBadge(certificate),
  };
  try {
    await mkdir(folder, { recursive: true });
    const files = Object.entries(reports).map(([name, text]) => {
      return { file: path.join(folder, name), text };
    });
    for (const { file, text } of files) await writeFile(file, text);
    return files.map(({ file }) => file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CouldNotRunError(`The reports could not be written: ${reason}.`);
  }
}

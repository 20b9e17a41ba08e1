/**
 * The methods of FileSystemManager with the parameters of their Sync forms in order; null when the Sync form takes one
 * object, undefined when there is no Sync form.
 */
export const FILE_METHODS: Record<string, string[] | null | undefined> = {
  access: ['path'],
  appendFile: ['filePath', 'data', 'encoding'],
  close: null,
  copyFile: ['srcPath', 'destPath'],
  fstat: null,
  ftruncate: null,
  getFileInfo: undefined,
  getSavedFileList: undefined,
  mkdir: ['dirPath', 'recursive'],
  open: null,
  read: null,
  readCompressedFile: null,
  readFile: ['filePath', 'encoding', 'position', 'length'],
  readZipEntry: undefined,
  readdir: ['dirPath'],
  removeSavedFile: undefined,
  rename: ['oldPath', 'newPath'],
  rmdir: ['dirPath', 'recursive'],
  saveFile: ['tempFilePath', 'filePath'],
  stat: ['path', 'recursive'],
  truncate: null,
  unlink: ['filePath'],
  unzip: undefined,
  write: null,
  writeFile: ['filePath', 'data', 'encoding'],
}

/** What the Sync form returns of the answer; the whole answer when absent. */
export const SYNC_RESULTS: Record<string, string | undefined> = {
  open: 'fd',
  readCompressedFile: 'data',
  readFile: 'data',
  readdir: 'files',
  saveFile: 'savedFilePath',
  stat: 'stats',
  fstat: 'stats',
}

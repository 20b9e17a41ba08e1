import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'

export interface Outcome {
  code: number
  output: string
}

const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((child) => child.kill()))

type Options = SpawnOptions & { input?: string }

/** Runs a program to its end and gives its exit code with everything it wrote. Throws only when it cannot be started. */
export function run(program: string, args: string[], { input, ...options }: Options = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] })
    running.add(child)
    const chunks: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk))
    // A program that ends without reading all says why by itself.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
    child.on('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)))
    child.on('close', (code, signal) => {
      running.delete(child)
      resolve({ code: code ?? (signal ? 128 : 1), output: Buffer.concat(chunks).toString('utf8') })
    })
  })
}

/** Like `run`, but a failure is an error that carries the whole output. */
export async function runOrThrow(
  what: string,
  program: string,
  args: string[],
  options: Options = {},
): Promise<string> {
  const { code, output } = await run(program, args, options)
  if (code !== 0) throw new Error(`${what} failed (exit code ${code}):\n${output.trim()}`)
  return output
}

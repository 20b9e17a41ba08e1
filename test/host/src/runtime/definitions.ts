import { withPlainEvents } from './events'
import type { adapter } from './glass'
import type { Realm } from './realm'

export type Definition = Record<string, unknown>
type Behavior = ReturnType<ReturnType<adapter.CodeSpace['behavior']>['register']>
type Filter = (definition: Definition, parents: (Filter | null)[]) => void

/**
 * Turns what the mini-program gives to Page(), Component() and Behavior() into what glass-easel takes: handlers with
 * plain events, property types of this realm instead of the logic's, WeChat's own behaviors, and definition filters.
 */
export class Definitions {
  /** Filters already bound to their parents, by the behavior that has them. */
  private readonly filters = new Map<unknown, (definition: Definition) => void>()
  private readonly builtIn: Map<string, Behavior>
  private readonly types: Map<unknown, unknown>

  constructor(
    private readonly space: adapter.CodeSpace,
    private readonly realm: Realm,
  ) {
    const { window } = realm
    const names = ['String', 'Number', 'Boolean', 'Object', 'Array', 'Function'] as const
    this.types = new Map(names.map((name) => [window[name], globalThis[name]]))
    this.builtIn = builtInBehaviors(space)
  }

  /** What glass-easel knows `wx://form-field` by: the mark of a component that is a field of a form. */
  get formField(): { behavior: never } {
    return { behavior: (this.builtIn.get('wx://form-field') as unknown as { _$: never })._$ }
  }

  component(definition: Definition): Definition {
    return this.convert(this.filtered(definition))
  }

  /** Component() without a definition: glass-easel's builder, taking what the logic gives it. */
  builder(builder: object): unknown {
    const own = builder as Record<string, (...values: unknown[]) => unknown>
    const change = (name: string, convert: (value: never) => unknown, at = 0) => {
      const run = own[name]!.bind(builder)
      own[name] = (...values) => run(...values.map((value, index) => (index === at ? convert(value as never) : value)))
    }
    change('property', (option) => this.properties({ option }).option, 1)
    change('methods', (methods) => withPlainEvents(methods, this.realm))
    change('definition', (definition) => this.component(definition))
    change('init', (run: (context: object) => unknown) => {
      const { realm } = this
      return function (this: unknown, context: Record<'listener' | 'method', (handler: unknown) => unknown>) {
        const listener = (handler: unknown) => context.listener(withPlainEvents({ handler }, realm).handler)
        return run.call(this, { ...context, listener, method: listener })
      }
    })
    return builder
  }

  page(definition: Definition): Definition {
    const { behaviors, ...own } = this.filtered(definition)
    const used = this.behaviorsOf(behaviors)
    return { ...withPlainEvents(own, this.realm), ...(used.length ? { behaviors: used } : {}) }
  }

  /** Registers a behavior; its definition filter is kept here, since it must see definitions as they were written. */
  register(definition: Definition): Behavior {
    const { definitionFilter, ...own } = this.filtered(definition)
    const behavior = this.space.behavior().definition(this.convert(own)).register()
    if (typeof definitionFilter === 'function') {
      const parents = list(definition.behaviors).map(
        (parent) => (this.filters.get(parent) as Filter | undefined) ?? null,
      )
      this.filters.set(behavior, (target) => (definitionFilter as Filter)(target, parents))
    }
    return behavior
  }

  /** Lets the filters of the behaviors it uses change a copy of the definition. */
  private filtered(definition: Definition): Definition {
    const copy = { ...definition }
    for (const name of ['data', 'methods', 'properties', 'observers', 'lifetimes']) {
      const part = copy[name]
      if (typeof part === 'object' && part !== null && !Array.isArray(part)) copy[name] = { ...part }
    }
    for (const behavior of list(definition.behaviors)) this.filters.get(behavior)?.(copy)
    return copy
  }

  private convert(definition: Definition): Definition {
    const methods = withPlainEvents(definition.methods as Definition | undefined, this.realm)
    const relations = this.relations(definition.relations as Record<string, Definition> | undefined)
    return {
      ...definition,
      methods,
      properties: this.properties((definition.properties ?? {}) as Definition),
      behaviors: this.behaviorsOf(definition.behaviors),
      ...(relations ? { relations } : {}),
      // Only a component that says so hands out something else than itself.
      ...(this.exports(definition) ? {} : { export: undefined }),
    }
  }

  private properties(written: Definition): Definition {
    // What is no type at all, a list of types for example, means any, as in WeChat.
    const ours = (type: unknown) => this.types.get(type) ?? null
    const properties: Definition = {}
    for (const [name, option] of Object.entries(written)) {
      if (typeof option !== 'object' || option === null) properties[name] = ours(option)
      else {
        const { type, optionalTypes } = option as { type?: unknown; optionalTypes?: unknown[] }
        const types = optionalTypes ? { optionalTypes: optionalTypes.map(ours) } : {}
        properties[name] = { ...option, type: ours(type), ...types }
      }
    }
    return properties
  }

  private relations(written: Record<string, Definition> | undefined): Definition | undefined {
    if (!written) return undefined
    return Object.fromEntries(
      Object.entries(written).map(([path, relation]) => [
        path,
        typeof relation.target === 'string'
          ? { ...relation, target: this.builtIn.get(relation.target) ?? relation.target }
          : relation,
      ]),
    )
  }

  private behaviorsOf(written: unknown): unknown[] {
    return list(written).flatMap((behavior) => {
      if (typeof behavior !== 'string') return [behavior]
      return this.builtIn.get(behavior) ?? []
    })
  }

  private exports(definition: Definition): boolean {
    return list(definition.behaviors).includes('wx://component-export')
  }
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

/** The behaviors that WeChat provides by name. */
function builtInBehaviors(space: adapter.CodeSpace): Map<string, Behavior> {
  const properties: Record<string, Definition> = {
    'wx://form-field': { name: String, value: { type: null } },
    'wx://form-field-group': {},
    'wx://form-field-button': {},
    'wx://component-export': {},
  }
  return new Map(
    Object.entries(properties).map(([name, props]) => [
      name,
      space
        .behavior()
        .definition({ properties: props as never })
        .register() as unknown as Behavior,
    ]),
  )
}

import { elementOf, isComponent, type Element } from '../glass'
import { trigger } from '../gestures'
import { tagOf, tagsInside, type BuiltIn, type Tag } from './built-in'
import { chosen } from './choice'

const FIELDS = ['input', 'textarea', 'switch', 'slider', 'picker', 'checkbox-group', 'radio-group']
const CONTROLS = ['checkbox', 'radio', 'switch', 'button', 'input', 'textarea', 'picker']

export const form: BuiltIn = {
  name: 'form',
  props: { reportSubmit: false, reportSubmitTimeout: 0 },
  setup(tag) {
    tag.component.addListener('__submit', (event) => {
      const { button } = event.detail as { button: { id: string; dataset: object } }
      tag.trigger('submit', {
        value: values(tag),
        formId: '',
        target: { id: button.id, dataset: { ...button.dataset } },
      })
    })
    tag.component.addListener('__reset', () => {
      for (const field of tagsInside(tag.dom, [...FIELDS, 'checkbox', 'radio'])) reset(field)
      tag.trigger('reset', {})
    })
  },
}

export const label: BuiltIn = {
  name: 'label',
  props: { for: '' },
  setup(tag) {
    tag.component.addListener('tap', (event) => {
      const touched = elementOf((event.target as unknown as { $$: Node }).$$)
      const origin = touched && (touched.$$ as unknown as HTMLElement)
      const control = labelled(tag)
      // A tap on the control itself has done its work already, and the tap sent below comes back up to this label.
      if (!control || !origin || control.dom.contains(origin)) return
      trigger(control.component, 'tap', event.detail, {})
      if (control.has('focus')) control.dom.querySelector<HTMLElement>('.qh-field')?.focus()
    })
  },
}

function labelled(label: Tag): Tag | undefined {
  const id = label.prop<string>('for')
  if (!id) return tagsInside(label.dom, CONTROLS)[0]
  const scope = label.dom.closest('.wx-body') ?? document
  return tagOf(scope.querySelector(`#${CSS.escape(id)}`))
}

function values(form: Tag): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const field of tagsInside(form.dom, FIELDS)) {
    const name = field.prop<string>('name')
    if (name) found[name] = valueOf(field)
  }
  for (const { data } of ownFields(form)) {
    if (data.name) found[data.name] = data.value
  }
  return found
}

/** Components of the mini-program that are fields, by the behavior `wx://form-field`. */
function ownFields(form: Tag): { data: { name?: string; value?: unknown } }[] {
  const { behavior } = form.phone.environment.definitions.formField
  const all = [...form.dom.querySelectorAll('*')].map((dom) => (dom as { __wxElement?: Element }).__wxElement)
  return all.filter((element) => isComponent(element) && element.hasBehavior(behavior)) as never
}

function valueOf(field: Tag): unknown {
  switch (field.definition.name) {
    case 'checkbox-group':
      return chosen(field, 'checkbox')
    case 'radio-group':
      return chosen(field, 'radio')[0] ?? ''
    case 'switch':
      return field.prop('checked')
    default:
      return field.prop('value')
  }
}

function reset(field: Tag): void {
  if (field.has('checked')) field.set({ checked: false })
  else if (field.definition.name === 'slider') field.set({ value: field.prop('min') })
  else if (field.has('value')) field.set({ value: '' })
}

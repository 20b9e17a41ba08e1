import { glassEasel, type Component } from '../glass'
import type { Phone } from '../phone'
import { BUILT_IN_TAGS } from '../tags'
import { Tag, type BuiltIn } from './built-in'
import { button } from './button'
import { canvas } from './canvas'
import { checkbox, checkboxGroup, radio, radioGroup, switchTag } from './choice'
import { form, label } from './form'
import { icon, progress } from './indicators'
import { input, textarea } from './input'
import { coverImage, image } from './image'
import { movableArea, movableView } from './movable'
import { navigator } from './navigator'
import { picker } from './picker'
import { pickerView, pickerViewColumn } from './picker-view'
import { richText } from './rich-text'
import { scrollView } from './scroll-view'
import { slider } from './slider'
import { swiper, swiperItem } from './swiper'

const HOVER = { hoverClass: 'none', hoverStopPropagation: false, hoverStartTime: 50, hoverStayTime: 400 }

const PLAIN: BuiltIn[] = [
  { name: 'view', props: { ...HOVER, animation: null } },
  {
    name: 'text',
    props: { selectable: false, userSelect: false, space: '', decode: false },
    reflect: ['selectable', 'userSelect', 'space'],
  },
  { name: 'cover-view', props: { scrollTop: null, markerId: '', slot: '' } },
  { name: 'web-view', props: { src: '' } },
  {
    name: 'video',
    props: { src: '', controls: true, autoplay: false, loop: false, muted: false, poster: '', title: '' },
  },
  { name: 'map', props: { longitude: 0, latitude: 0, scale: 16, markers: [], showLocation: false } },
]

const WITH_BEHAVIOUR: BuiltIn[] = [
  ...[
    button,
    canvas,
    checkbox,
    checkboxGroup,
    radio,
    radioGroup,
    switchTag,
    form,
    label,
    icon,
    progress,
    input,
    textarea,
  ],
  ...[
    image,
    coverImage,
    movableArea,
    movableView,
    navigator,
    picker,
    pickerView,
    pickerViewColumn,
    richText,
    scrollView,
  ],
  ...[slider, swiper, swiperItem],
]

/** Makes every built-in tag known to glass-easel. A tag without own behaviour is a plain box. */
export function registerBuiltIns(space: InstanceType<typeof glassEasel.ComponentSpace>, phone: Phone): void {
  const own = new glassEasel.ComponentSpace()
  const byName = new Map([...PLAIN, ...WITH_BEHAVIOUR].map((definition) => [definition.name, definition]))
  for (const name of BUILT_IN_TAGS) {
    if (name === 'block') continue
    const definition = byName.get(name) ?? { name }
    space.setGlobalUsingComponent(
      name,
      define(own, { ...definition, props: { hidden: false, ...definition.props } }, phone),
    )
  }
}

function define(space: InstanceType<typeof glassEasel.ComponentSpace>, definition: BuiltIn, phone: Phone): never {
  const live = new WeakMap<Component, Tag>()
  const properties: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(definition.props ?? {})) {
    properties[name] = {
      type: typeOf(value),
      value,
      observer(this: Component) {
        live.get(this)?.changed(name)
      },
    }
  }
  return space.defineComponent({
    is: `wx/${definition.name}`,
    properties: properties as never,
    lifetimes: {
      created(this: Component) {
        phone.usage.tag(definition.name)
        const tag = new Tag(this, definition, phone)
        live.set(this, tag)
        for (const name of definition.reflect ?? []) tag.reflect(name)
        definition.setup?.(tag)
      },
      attached(this: Component) {
        live.get(this)?.attached()
      },
      detached(this: Component) {
        live.get(this)?.detached()
      },
    },
  }) as never
}

function typeOf(value: unknown): unknown {
  if (typeof value === 'string') return String
  if (typeof value === 'number') return Number
  if (typeof value === 'boolean') return Boolean
  if (Array.isArray(value)) return Array
  return null
}

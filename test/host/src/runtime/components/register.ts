import { glassEasel, type Component } from '../glass'
import type { Phone } from '../phone'
import { BUILT_IN_TAGS } from '../tags'
import { playSteps, type ExportedAnimation } from './animation-player'
import { COMMON_PROPS, Tag, type BuiltIn } from './built-in'
import { button } from './button'
import { camera } from './camera'
import { canvas } from './canvas'
import { checkbox, checkboxGroup, radio, radioGroup, switchTag } from './choice'
import { matchMedia, pageContainer, rootPortal } from './containers'
import { editor } from './editor'
import { form, label } from './form'
import { icon, progress } from './indicators'
import { input, textarea } from './input'
import { coverImage, image } from './image'
import { map } from './map'
import { movableArea, movableView } from './movable'
import { navigator } from './navigator'
import { navigationBar, pageMeta } from './page-meta'
import { picker } from './picker'
import { pickerView, pickerViewColumn } from './picker-view'
import {
  ad,
  adCustom,
  audioTag,
  channelLive,
  channelVideo,
  livePlayer,
  livePusher,
  officialAccount,
  openData,
  storeHome,
  storeProduct,
  voipRoom,
} from './placeholders'
import { richText } from './rich-text'
import { draggableSheet, gridView, listView, openContainer, stickyHeader, stickySection } from './scroll-parts'
import { scrollView } from './scroll-view'
import { slider } from './slider'
import { swiper, swiperItem } from './swiper'
import { text } from './text'
import { video } from './video'
import { webView } from './web-view'

const HOVER = { hoverClass: 'none', hoverStopPropagation: false, hoverStartTime: 50, hoverStayTime: 400 }

const GESTURE = { onGestureEvent: null, workletOngesture: null, shouldResponseOnMove: null, shouldAcceptGesture: null }

const PLAIN: BuiltIn[] = [
  { name: 'view', props: HOVER },
  { name: 'cover-view', props: { scrollTop: null, markerId: '', slot: '', ...HOVER } },
  { name: 'share-element', props: { key: '', transform: false, duration: 300, easingFunction: 'ease-out' } },
  { name: 'keyboard-accessory' },
  { name: 'navigation-bar', props: { title: '', loading: false, frontColor: '', backgroundColor: '' } },
  { name: 'snapshot', props: { mode: 'view' } },
  { name: 'nested-scroll-header' },
  { name: 'nested-scroll-body' },
  { name: 'span' },
  { name: 'selection' },
  ...['tap', 'double-tap', 'long-press', 'pan', 'scale', 'force-press', 'horizontal-drag', 'vertical-drag'].map(
    (kind): BuiltIn => ({ name: `${kind}-gesture-handler`, props: GESTURE }),
  ),
]

const WITH_BEHAVIOUR: BuiltIn[] = [
  ...[button, canvas, checkbox, checkboxGroup, radio, radioGroup, switchTag, form, label, icon, progress, text],
  ...[input, textarea, editor, image, coverImage, movableArea, movableView, navigator, picker, pickerView],
  ...[pickerViewColumn, richText, scrollView, slider, swiper, swiperItem, video, audioTag, camera, map, livePlayer],
  ...[livePusher, voipRoom, channelVideo, channelLive, webView, ad, adCustom, officialAccount, openData, storeHome],
  ...[storeProduct, rootPortal, matchMedia, pageContainer, listView, gridView, stickySection, stickyHeader],
  ...[openContainer, draggableSheet, pageMeta, navigationBar],
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
      define(own, { ...definition, props: { ...COMMON_PROPS, ...definition.props } }, phone),
    )
  }
}

/** Whether a built-in tag has an attribute of this (camel-cased) name. */
export function hasProperty(tag: string, property: string): boolean {
  const definition = [...PLAIN, ...WITH_BEHAVIOUR].find(({ name }) => name === tag)
  return property in COMMON_PROPS || property in (definition?.props ?? {})
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
        tag.watch(['animation'], () => void playSteps(tag, tag.prop<ExportedAnimation | null>('animation')))
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

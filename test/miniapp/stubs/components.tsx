import { createElement, type ReactNode } from 'react'

type Props = Record<string, unknown> & { children?: ReactNode }

const DOM_PROPS = new Set(['id', 'className', 'children', 'disabled', 'placeholder', 'value', 'src', 'style'])

/** Taro's components as plain elements: taps are clicks, and events carry their value in `detail`, as WeChat's do. */
function element(tag: string) {
  return function Stub(props: Props) {
    const given: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(props)) if (DOM_PROPS.has(name)) given[name] = value
    if (typeof props.onClick === 'function') given.onClick = props.onClick
    if (props.fixed === true) given['data-fixed'] = 'true'
    if (typeof props.openType === 'string') given['data-open-type'] = props.openType
    if (typeof props.onInput === 'function') {
      const heard = props.onInput as (event: { detail: { value: string } }) => void
      given.onChange = (event: { target: { value: string } }) => heard({ detail: { value: event.target.value } })
    }
    return createElement(tag, given)
  }
}

export const View = element('div')
export const Text = element('span')
export const Image = element('img')
export const Button = element('button')
export const Input = element('input')
export const Textarea = element('textarea')
export const Canvas = element('canvas')
export const ScrollView = element('div')

import { createRoot } from 'react-dom/client'
import { App } from './App'
import { listenToServer } from './live'
import './page.css'
import './stand.css'
import './popup.css'
import './phone.css'
import './wechat/wechat.css'
import './wechat/talk.css'
import './wechat/over.css'
import './small.css'

listenToServer()
createRoot(document.querySelector('#desk')!).render(<App />)

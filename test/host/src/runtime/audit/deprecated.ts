const AUDIO = 'wx.createInnerAudioContext'
const BACKGROUND_AUDIO = 'wx.getBackgroundAudioManager'
const FILES = 'FileSystemManager'
const SYSTEM = 'wx.getWindowInfo, wx.getDeviceInfo, wx.getAppBaseInfo, wx.getSystemSetting or wx.getAppAuthorizeSetting'

/** Functions of wx that are no longer maintained, and what to use instead. */
export const DEPRECATED: Readonly<Record<string, string>> = {
  ...{ getSystemInfo: SYSTEM, getSystemInfoSync: SYSTEM, getSystemInfoAsync: SYSTEM },
  ...{ getUserInfo: 'open-type chooseAvatar and input type nickname' },
  ...{ getUserProfile: 'open-type chooseAvatar and input type nickname' },
  ...{ chooseImage: 'wx.chooseMedia', chooseVideo: 'wx.chooseMedia', createCanvasContext: 'canvas type 2d' },
  ...{ canvasGetImageData: 'canvas type 2d', canvasPutImageData: 'canvas type 2d' },
  ...{ createAudioContext: AUDIO, playVoice: AUDIO, pauseVoice: AUDIO, stopVoice: AUDIO },
  ...{ startRecord: 'wx.getRecorderManager', stopRecord: 'wx.getRecorderManager' },
  ...{ playBackgroundAudio: BACKGROUND_AUDIO, pauseBackgroundAudio: BACKGROUND_AUDIO },
  ...{ stopBackgroundAudio: BACKGROUND_AUDIO, seekBackgroundAudio: BACKGROUND_AUDIO },
  ...{ getBackgroundAudioPlayerState: BACKGROUND_AUDIO, onBackgroundAudioPlay: BACKGROUND_AUDIO },
  ...{ onBackgroundAudioPause: BACKGROUND_AUDIO, onBackgroundAudioStop: BACKGROUND_AUDIO },
  ...{ saveFile: FILES, getFileInfo: FILES, getSavedFileList: FILES, getSavedFileInfo: FILES, removeSavedFile: FILES },
  ...{ getShareInfo: 'wx.getGroupEnterInfo', setTopBarText: 'wx.setNavigationBarTitle' },
  ...{ sendSocketMessage: 'SocketTask', closeSocket: 'SocketTask', onSocketOpen: 'SocketTask' },
  ...{ onSocketMessage: 'SocketTask', onSocketError: 'SocketTask', onSocketClose: 'SocketTask' },
}

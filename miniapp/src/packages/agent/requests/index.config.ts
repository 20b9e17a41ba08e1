export default definePageConfig({ navigationBarTitleText: '收到的求推荐', enablePullDownRefresh: true })

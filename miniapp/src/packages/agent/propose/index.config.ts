export default definePageConfig({ navigationBarTitleText: '推荐服务伙伴入册' })

export default definePageConfig({ navigationBarTitleText: '服务伙伴入册' })

"""What generated pledges are made of. People, units and promises are invented."""

from __future__ import annotations

HEADERS = (
    "",
    "ĐẢNG BỘ XÃ HƯNG THỊNH\nCHI BỘ TRƯỜNG TIỂU HỌC\n",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\n",
    "ĐẢNG ỦY PHƯỜNG CẨM SƠN                    ĐẢNG CỘNG SẢN VIỆT NAM\n"
    "CHI BỘ KHU PHỐ 6                     Cẩm Sơn, ngày 14 tháng 02 năm 2019\n",
    "SỞ GIAO THÔNG\nĐỘI QUẢN LÝ ĐƯỜNG BỘ SỐ 2\n*\n",
)
TITLES = (
    "BẢN CAM KẾT\ntu dưỡng, rèn luyện, phấn đấu năm 2019\n",
    "BẢN ĐĂNG KÝ\nHọc tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh năm 2019\n",
    "PHIẾU ĐĂNG KÝ LÀM THEO GƯƠNG BÁC NĂM 2019\n",
    "ĐĂNG KÝ NỘI DUNG NÊU GƯƠNG NĂM 2019\n",
)
FIELDS = (
    "",
    "Họ và tên: Quách Thị Mận\nChức vụ: Công chức văn hóa xã\n",
    "Tôi tên là: Mai Văn Sơn, sinh ngày 03/4/1979\nĐơn vị: Hạt kiểm lâm Suối Bạc\n",
    "Họ và tên: Kiều Anh Dũng. Ngày sinh: 21/7/1990\nSinh hoạt tại: Chi bộ Phòng Kỹ thuật\n",
)
PREAMBLES = (
    "",
    "Tôi đăng ký với chi bộ những nội dung sau:\n",
    "Qua học tập chuyên đề, tôi xin cam kết thực hiện những việc sau đây:\n",
    "Căn cứ Kế hoạch số 12-KH/ĐU ngày 18/01/2019 của Đảng ủy, tôi đăng ký như sau:\n",
)
CLOSINGS = (
    "",
    "Trên đây là nội dung đăng ký của tôi, kính mong chi bộ giúp đỡ.\n",
    "Tôi xin hứa thực hiện nghiêm túc những nội dung trên.\n",
    "Nếu vi phạm, tôi xin chịu trách nhiệm trước chi bộ.\n",
)
SIGNATURES = (
    "",
    "NGƯỜI CAM KẾT\nQuách Thị Mận\n",
    "XÁC NHẬN CỦA CHI BỘ                    NGƯỜI ĐĂNG KÝ\n(đã ký)                    Mai Văn Sơn\n",
    "Cẩm Sơn, ngày 14 tháng 02 năm 2019\nNgười viết\nKiều Anh Dũng\n",
)
HEADINGS = (
    "Về tư tưởng chính trị",
    "Về đạo đức, lối sống",
    "Về chuyên môn, nghiệp vụ",
    "Đối với nhân dân nơi cư trú",
    "Nội dung đăng ký",
    "Trách nhiệm nêu gương",
)

# Someone else could say afterwards whether it was done.
ACTS = (
    "Đến thăm hai cụ già neo đơn ở xóm Đông vào chiều thứ Bảy hằng tuần.",
    "Trồng 15 gốc bưởi dọc lối vào nhà văn hóa trước ngày 30/4.",
    "Không hút thuốc lá trong phòng làm việc.",
    "Không nhận quà của doanh nghiệp, của hộ xin cấp phép.",
    "Trả lời đơn của dân trong 5 ngày làm việc, ghi sổ từng đơn.",
    "Viết 03 bài về gương người tốt gửi đài truyền thanh phường.",
    "Soạn lại bộ đề ôn tập lớp 9, gửi tổ trưởng duyệt trong tháng 10.",
    "Mỗi tháng dự giờ 2 tiết của giáo viên trẻ, góp ý vào phiếu.",
    "Giảm thời gian chờ của người bệnh từ 50 phút xuống còn 30 phút.",
    "Dọn rác đoạn mương sau chợ vào sáng Chủ nhật.",
    "Kèm ba em đọc chậm của lớp 2A, mỗi tuần hai buổi, không thu tiền.",
    "Gọi điện báo trước cho khách khi giao hàng trễ.",
    "Tắt máy lạnh, đèn hành lang khi ra về.",
    "Nộp báo cáo quý trước ngày 25 của tháng cuối quý.",
    "Hiến máu một lần trong năm, có giấy chứng nhận.",
    "Phân công đồng chí Phó Bí thư theo dõi từng tổ, nghe báo cáo vào ngày 5 hằng tháng.",
    "Niêm yết bảng giá tại quầy, cân lại khi khách yêu cầu.",
    "Chạy bộ 3 km mỗi sáng.",
    "Tuần tra ban đêm mỗi tuần 3 buổi cùng dân quân.",
    "Lập danh sách hộ khó khăn của tổ 4, trao 12 suất quà vào dịp Tết.",
    "Không uống rượu bia buổi trưa các ngày làm việc.",
    "Đọc 6 cuốn sách về nghề, ghi nhật ký đọc.",
)
# They name a task, with no finish line.
TASKS = (
    "Tăng cường công tác kiểm tra, giám sát.",
    "Đẩy mạnh cải cách hành chính.",
    "Nâng cao chất lượng sinh hoạt chi bộ.",
    "Làm tốt công tác dân vận.",
    "Thực hiện tốt quy chế chuyên môn.",
)
# They name what a person should be.
SLOGANS = (
    "Không ngừng nâng cao tinh thần trách nhiệm.",
    "Luôn nêu cao ý thức tự giác, gương mẫu trong mọi hoàn cảnh.",
    "Sống trung thực, khiêm tốn, giản dị.",
    "Phát huy tinh thần dám nghĩ, dám làm, dám chịu trách nhiệm.",
    "Rèn luyện đạo đức trong sáng, tác phong mẫu mực.",
    "Nói đi đôi với làm.",
    "Hết lòng vì nhân dân phục vụ.",
)
FORMULAS = (
    "Tuyệt đối trung thành với Đảng, với Tổ quốc và nhân dân.",
    "Kiên định chủ nghĩa Mác - Lênin, tư tưởng Hồ Chí Minh và đường lối đổi mới của Đảng.",
    "Chấp hành nghiêm chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước.",
    "Thực hiện nghiêm nguyên tắc tập trung dân chủ, tự phê bình và phê bình.",
    "Giữ gìn sự đoàn kết, thống nhất trong nội bộ.",
    "Kiên quyết đấu tranh với những biểu hiện suy thoái, tự diễn biến, tự chuyển hóa.",
)
DEADLINES = (" trước ngày 30/11", ", xong trong quý III", " vào tháng 9", ", chậm nhất ngày 20/12")
RECURRENCES = (" vào chiều thứ Tư hằng tuần", ", mỗi tháng một lần")
MEASURES = (", ít nhất 4 lần", ", tối thiểu 10 người", ", mỗi lần 2 giờ")
EVIDENCE = (", có biên bản gửi chi bộ", ", ghi vào sổ theo dõi", ", chụp ảnh gửi nhóm Zalo của tổ", ", có xác nhận của tổ trưởng")
ZEAL = (" với quyết tâm cao nhất", " một cách nghiêm túc", " thật tốt", " với tinh thần trách nhiệm cao")
DOCUMENTS = (
    " theo Chỉ thị số 05-CT/TW",
    " theo tinh thần Nghị quyết Trung ương 4 khóa XII",
    " theo Quy định số 08-QĐi/TW ngày 25/10/2018",
    " theo Kế hoạch số 17-KH/ĐU của Đảng ủy",
)
OWN_YEAR = (" trong năm 2019", " năm 2019", " trong năm nay")

"""The pages of what is handed in: packs with their files and preview, what was sent, the forms that were asked for."""

from edudesk.kit.page import PageCard

PACKS = PageCard("submissions", "报送导出", "submissions")
SENT = PageCard("sent", "报送历史", "history")
ASKED = PageCard("asked", "报表清单", "forms")
WRITING = PageCard("writing", "公文写作", "edit")
PAPER = PageCard("paper", "编写公文", "edit")

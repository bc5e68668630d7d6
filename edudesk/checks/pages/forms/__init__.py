"""表单与评分标准: the forms of the school, and the editor of one."""

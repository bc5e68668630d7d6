"""检查录入: queue, form and problems of one check."""

"""Pure rules of submissions: packs as data, days by the school calendar, names, and the look before sending."""

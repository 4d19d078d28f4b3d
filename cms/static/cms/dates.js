// What is typed into a date stays as it was typed: the calendar would put today in the place of what it cannot read,
// and nobody would be told. The form says what is wrong.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;

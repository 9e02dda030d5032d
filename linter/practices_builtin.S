// configs/practices/practices.toml, as it is.
  .section .rodata.klamm_practices, "a", %progbits
  .global klamm_practices_begin
  .hidden klamm_practices_begin
  .global klamm_practices_end
  .hidden klamm_practices_end
klamm_practices_begin:
  .incbin KLAMM_PRACTICES
klamm_practices_end:
  .section .note.GNU-stack, "", %progbits

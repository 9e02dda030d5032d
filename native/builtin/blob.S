// The packed configs/, in place: nothing is unpacked, parsed or relocated at start.
#ifdef __APPLE__
#error "no section names for this platform yet"
#endif
  .section .rodata.klamm_blob, "a", %progbits
  .balign 8
  .global klamm_blob_begin
  .hidden klamm_blob_begin
  .global klamm_blob_end
  .hidden klamm_blob_end
klamm_blob_begin:
  .incbin KLAMM_BLOB
klamm_blob_end:
  .section .note.GNU-stack, "", %progbits

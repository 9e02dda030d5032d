module "access" {
  source = "../../modules/access"
  team   = "orders"
}

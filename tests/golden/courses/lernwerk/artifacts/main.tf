# Lernwerk: a skeleton for OpenTofu or Terraform, made by archgen.
# Parsed, not planned: no provider has read it. Sizes are those of the ledger; variables without a default
# are for the team to fill. Each environment has a state of its own; a backend block takes no variables in
# Terraform, so its settings come from a file: tofu init -backend-config=prod.tfbackend. It names
# bucket and prefix; the bucket keeps versions and locks by itself.
# Not here: content delivery network: the skeleton holds no resource for it: for the team to add, or to buy.
# Not here: gateway: the skeleton holds no resource for it: for the team to add, or to buy.
# Not here: connection pooler: it stands beside each instance, or is a proxy of the cloud: for the team to place.
# Not here: search index: lives in the primary store.
# Not here: analytics store: the skeleton holds no resource for it: for the team to add, or to buy.
# Not here: queue: lives in the primary store.

terraform {
  required_version = ">= 1.11"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
  }
  backend "gcs" {}
}

provider "google" {
  project        = var.project
  region         = var.region
  default_labels = local.labels
}

variable "environment" {
  type        = string
  description = "Which environment this is."
  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "The environment is one of dev, staging, prod."
  }
}

variable "region" {
  type        = string
  description = "Where it runs: constraints.regions."
  default     = "europe-west3"
}

variable "owner" {
  type        = string
  description = "The team that answers for it."
}

variable "cost_center" {
  type        = string
  description = "Who pays for it."
}

variable "api_units" {
  type        = number
  description = "units[api] of the ledger, 17 units"
  default     = 17
}

variable "api_cores" {
  type        = number
  description = "unit_cores of the ledger, 2 vCPU/unit"
  default     = 2
}

variable "api_memory" {
  type        = number
  description = "unit_memory of the ledger, 4 GB/unit"
  default     = 4
}

variable "worker_cores" {
  type        = number
  description = "unit_cores of the ledger, 2 vCPU/unit"
  default     = 2
}

variable "worker_memory" {
  type        = number
  description = "unit_memory of the ledger, 4 GB/unit"
  default     = 4
}

variable "store_disk" {
  type        = number
  description = "store_bytes_12m of the ledger, 765.3 GB"
  default     = 766
}

variable "store_disk_most" {
  type        = number
  description = "store_bytes_36m of the ledger, 1.69 TB"
  default     = 1690
}

variable "store_nodes" {
  type        = number
  description = "store_pair of the ledger, 2 units"
  default     = 2
}

variable "store_connections" {
  type        = number
  description = "connections_limit of the ledger, 100 connections"
  default     = 100
}

variable "store_backups" {
  type        = number
  description = "backup_copies of the ledger, 8x"
  default     = 8
}

variable "read_replica_units" {
  type        = number
  description = "store_copies of the ledger, 1 unit"
  default     = 1
}

variable "cache_pairs" {
  type        = number
  description = "cache_pairs of the ledger, 1 unit"
  default     = 1
}

locals {
  name = "lernwerk-${var.environment}"
  tags = {
    Environment = var.environment
    Project     = "lernwerk"
    Owner       = var.owner
    CostCenter  = var.cost_center
    ManagedBy   = "terraform"
  }
}

variable "project" {
  type        = string
  description = "The project of this environment."
}

variable "network_id" {
  type        = string
  description = "The network, with private access to services."
}

locals {
  # Labels are lower case here.
  labels = { for key, value in local.tags : lower(key) => lower(value) }
}

variable "api_image" {
  type        = string
  description = "The image of the API, by digest."
}

resource "google_service_account" "api" {
  # What the code itself may do: add the roles that it needs, one by one.
  account_id = "${local.name}-api"
}

resource "google_cloud_run_v2_service" "api" {
  name                = "${local.name}-api"
  location            = var.region
  ingress             = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
  deletion_protection = var.environment == "prod"
  template {
    service_account = google_service_account.api.email
    scaling {
      max_instance_count = var.api_units
      min_instance_count = 1
    }
    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"
      network_interfaces {
        network = var.network_id
      }
    }
    containers {
      image = var.api_image
      ports {
        container_port = 8080
      }
      resources {
        limits = {
          cpu    = tostring(var.api_cores)
          memory = "${var.api_memory}Gi"
        }
        cpu_idle = true
      }
      startup_probe {
        http_get {
          path = "/ready"
          port = 8080
        }
        period_seconds    = 10
        failure_threshold = 3
      }
      liveness_probe {
        http_get {
          path = "/live"
          port = 8080
        }
        period_seconds = 10
      }
    }
  }
}

variable "worker_image" {
  type        = string
  description = "The image of the worker, by digest."
}

resource "google_service_account" "worker" {
  # What the code itself may do: add the roles that it needs, one by one.
  account_id = "${local.name}-worker"
}

resource "google_cloud_run_v2_service" "worker" {
  name                = "${local.name}-worker"
  location            = var.region
  ingress             = "INGRESS_TRAFFIC_INTERNAL_ONLY"
  deletion_protection = var.environment == "prod"
  template {
    service_account = google_service_account.worker.email
    scaling {
      min_instance_count = 1
    }
    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"
      network_interfaces {
        network = var.network_id
      }
    }
    containers {
      image = var.worker_image
      ports {
        container_port = 8080
      }
      resources {
        limits = {
          cpu    = tostring(var.worker_cores)
          memory = "${var.worker_memory}Gi"
        }
        cpu_idle = false
      }
      startup_probe {
        http_get {
          path = "/ready"
          port = 8080
        }
        period_seconds    = 10
        failure_threshold = 3
      }
      liveness_probe {
        http_get {
          path = "/live"
          port = 8080
        }
        period_seconds = 10
      }
    }
  }
}

variable "store_tier" {
  type        = string
  description = "vCPU and MB of what the bill prices: store_cores of the ledger, 4 vCPU/unit; store_memory of the ledger, 16 GB/unit; store_size of the ledger, 4x."
  default     = "db-custom-16-65536"
}

resource "google_sql_database_instance" "primary_store" {
  # It is there already: import it before the first plan, tofu import google_sql_database_instance.primary_store NAME
  name                = local.name
  database_version    = "POSTGRES_18"
  region              = var.region
  deletion_protection = var.environment == "prod"
  settings {
    tier                  = var.store_tier
    edition               = "ENTERPRISE"
    availability_type     = var.store_nodes > 1 ? "REGIONAL" : "ZONAL"
    disk_type             = "PD_SSD"
    disk_size             = var.store_disk
    disk_autoresize_limit = var.store_disk_most
    user_labels           = local.labels
    ip_configuration {
      ipv4_enabled    = false
      private_network = var.network_id
      ssl_mode        = "ENCRYPTED_ONLY"
    }
    backup_configuration {
      enabled                        = true
      point_in_time_recovery_enabled = true
      backup_retention_settings {
        retained_backups = var.store_backups
      }
    }
    database_flags {
      name  = "max_connections"
      value = tostring(var.store_connections)
    }
    insights_config {
      query_insights_enabled = true
    }
  }
}

resource "google_sql_database" "main" {
  name     = "lernwerk"
  instance = google_sql_database_instance.primary_store.name
}

resource "google_sql_database_instance" "read_replica" {
  count                = var.read_replica_units
  name                 = "${local.name}-replica-${count.index}"
  master_instance_name = google_sql_database_instance.primary_store.name
  database_version     = google_sql_database_instance.primary_store.database_version
  region               = var.region
  settings {
    tier    = var.store_tier
    edition = "ENTERPRISE"
    ip_configuration {
      ipv4_enabled    = false
      private_network = var.network_id
      ssl_mode        = "ENCRYPTED_ONLY"
    }
  }
}

variable "cache_zone_network" {
  type        = string
  description = "The network with a policy for service connections."
}

resource "google_memorystore_instance" "cache" {
  instance_id   = local.name
  location      = var.region
  shard_count   = var.cache_pairs
  replica_count = 1
  # The node type holds cache_memory, in GB, or more.
  node_type                   = "STANDARD_SMALL"
  transit_encryption_mode     = "SERVER_AUTHENTICATION"
  authorization_mode          = "IAM_AUTH"
  deletion_protection_enabled = var.environment == "prod"
  desired_auto_created_endpoints {
    network    = var.cache_zone_network
    project_id = var.project
  }
}

resource "google_storage_bucket" "files" {
  name                        = "${local.name}-files"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  versioning {
    enabled = true
  }
  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age            = 3650
      matches_prefix = ["video/"]
    }
  }
}

resource "google_secret_manager_secret" "payments" {
  secret_id = "${local.name}-payments"
  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }
}

resource "google_secret_manager_secret" "mail" {
  secret_id = "${local.name}-mail"
  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }
}

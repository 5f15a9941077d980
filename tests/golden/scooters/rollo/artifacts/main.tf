# Rollo: a skeleton for OpenTofu or Terraform, made by archgen.
# Parsed, not planned: no provider has read it. Sizes are those of the ledger; variables without a default
# are for the team to fill. Each environment has a state of its own; a backend block takes no variables in
# Terraform, so its settings come from a file: tofu init -backend-config=prod.tfbackend. It names
# bucket, key and region; the bucket is encrypted, versioned and locked by a file beside the state.
# Not here: connection pooler: it stands beside each instance, or is a proxy of the cloud: for the team to place.
# Not here: time series store: the skeleton holds no resource for it: for the team to add, or to buy.
# Not here: analytics store: the skeleton holds no resource for it: for the team to add, or to buy.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
  backend "s3" {
    encrypt      = true
    use_lockfile = true
  }
}

provider "aws" {
  region = var.region
  default_tags {
    tags = local.tags
  }
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
  default     = "eu-central-1"
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
  description = "units[api] of the ledger, 19 units"
  default     = 19
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

variable "log_days" {
  type        = number
  description = "log_retention of the ledger, 30 days"
  default     = 30
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

variable "realtime_cores" {
  type        = number
  description = "unit_cores of the ledger, 2 vCPU/unit"
  default     = 2
}

variable "realtime_memory" {
  type        = number
  description = "unit_memory of the ledger, 4 GB/unit"
  default     = 4
}

variable "ingest_units" {
  type        = number
  description = "units[ingest] of the ledger, 6 units"
  default     = 6
}

variable "ingest_cores" {
  type        = number
  description = "unit_cores of the ledger, 2 vCPU/unit"
  default     = 2
}

variable "ingest_memory" {
  type        = number
  description = "unit_memory of the ledger, 4 GB/unit"
  default     = 4
}

variable "store_disk" {
  type        = number
  description = "store_bytes_12m of the ledger, 2.81 TB"
  default     = 2812
}

variable "store_disk_most" {
  type        = number
  description = "store_bytes_36m of the ledger, 5.35 TB"
  default     = 5354
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
  name = "rollo-${var.environment}"
  tags = {
    Environment = var.environment
    Project     = "rollo"
    Owner       = var.owner
    CostCenter  = var.cost_center
    ManagedBy   = "terraform"
  }
}

variable "vpc_id" {
  type        = string
  description = "The network."
}

variable "private_subnet_ids" {
  type        = list(string)
  description = "One in each zone."
}

variable "certificate_arn" {
  type        = string
  description = "The certificate that the balancer shows."
}

variable "api_image" {
  type        = string
  description = "The image of the API, by digest."
}

variable "worker_image" {
  type        = string
  description = "The image of the worker, by digest."
}

variable "realtime_image" {
  type        = string
  description = "The image of the realtime push, by digest."
}

variable "ingest_image" {
  type        = string
  description = "The image of the ingest, by digest."
}

resource "aws_security_group" "balancer" {
  name   = "${local.name}-balancer"
  vpc_id = var.vpc_id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "services" {
  name   = "${local.name}-services"
  vpc_id = var.vpc_id
  ingress {
    from_port       = 8080
    to_port         = 8080
    protocol        = "tcp"
    security_groups = [aws_security_group.balancer.id]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "stores" {
  name   = "${local.name}-stores"
  vpc_id = var.vpc_id
  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.services.id]
  }
  ingress {
    from_port       = 6379
    to_port         = 6379
    protocol        = "tcp"
    security_groups = [aws_security_group.services.id]
  }
  ingress {
    from_port       = 9094
    to_port         = 9094
    protocol        = "tcp"
    security_groups = [aws_security_group.services.id]
  }
}

resource "aws_ecs_cluster" "main" {
  name = local.name
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_iam_role" "execution" {
  name               = "${local.name}-execution"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role" "task" {
  # What the code itself may do: add the policies that it needs, one by one.
  name               = "${local.name}-task"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
}

resource "aws_cloudwatch_log_group" "services" {
  name              = "/${local.name}"
  retention_in_days = var.log_days
}

resource "aws_ecs_task_definition" "api" {
  family                   = "${local.name}-api"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.api_cores * 1024
  memory                   = var.api_memory * 1024
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions = jsonencode([{
    name                   = "api"
    image                  = var.api_image
    essential              = true
    user                   = "10001:10001"
    readonlyRootFilesystem = true
    portMappings           = [{ containerPort = 8080 }]
    healthCheck            = { command = concat(["CMD"], ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/ready"]), interval = 10, timeout = 3, retries = 3 }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.services.name
        awslogs-region        = var.region
        awslogs-stream-prefix = "api"
      }
    }
  }])
}

resource "aws_ecs_service" "api" {
  name                               = "api"
  cluster                            = aws_ecs_cluster.main.id
  task_definition                    = aws_ecs_task_definition.api.arn
  desired_count                      = var.api_units
  launch_type                        = "FARGATE"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
  network_configuration {
    subnets         = var.private_subnet_ids
    security_groups = [aws_security_group.services.id]
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.api.arn
    container_name   = "api"
    container_port   = 8080
  }
}

variable "worker_units" {
  type        = number
  description = "How many of the worker: the ledger counts no load on it."
}

resource "aws_ecs_task_definition" "worker" {
  family                   = "${local.name}-worker"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.worker_cores * 1024
  memory                   = var.worker_memory * 1024
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions = jsonencode([{
    name                   = "worker"
    image                  = var.worker_image
    essential              = true
    user                   = "10001:10001"
    readonlyRootFilesystem = true
    portMappings           = [{ containerPort = 8080 }]
    healthCheck            = { command = concat(["CMD"], ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/ready"]), interval = 10, timeout = 3, retries = 3 }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.services.name
        awslogs-region        = var.region
        awslogs-stream-prefix = "worker"
      }
    }
  }])
}

resource "aws_ecs_service" "worker" {
  name                               = "worker"
  cluster                            = aws_ecs_cluster.main.id
  task_definition                    = aws_ecs_task_definition.worker.arn
  desired_count                      = var.worker_units
  launch_type                        = "FARGATE"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
  network_configuration {
    subnets         = var.private_subnet_ids
    security_groups = [aws_security_group.services.id]
  }
}

variable "realtime_units" {
  type        = number
  description = "How many of the realtime push: the ledger counts no load on it."
}

resource "aws_ecs_task_definition" "realtime" {
  family                   = "${local.name}-realtime"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.realtime_cores * 1024
  memory                   = var.realtime_memory * 1024
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions = jsonencode([{
    name                   = "realtime"
    image                  = var.realtime_image
    essential              = true
    user                   = "10001:10001"
    readonlyRootFilesystem = true
    portMappings           = [{ containerPort = 8080 }]
    healthCheck            = { command = concat(["CMD"], ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/ready"]), interval = 10, timeout = 3, retries = 3 }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.services.name
        awslogs-region        = var.region
        awslogs-stream-prefix = "realtime"
      }
    }
  }])
}

resource "aws_ecs_service" "realtime" {
  name                               = "realtime"
  cluster                            = aws_ecs_cluster.main.id
  task_definition                    = aws_ecs_task_definition.realtime.arn
  desired_count                      = var.realtime_units
  launch_type                        = "FARGATE"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
  network_configuration {
    subnets         = var.private_subnet_ids
    security_groups = [aws_security_group.services.id]
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.realtime.arn
    container_name   = "realtime"
    container_port   = 8080
  }
}

resource "aws_ecs_task_definition" "ingest" {
  family                   = "${local.name}-ingest"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.ingest_cores * 1024
  memory                   = var.ingest_memory * 1024
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions = jsonencode([{
    name                   = "ingest"
    image                  = var.ingest_image
    essential              = true
    user                   = "10001:10001"
    readonlyRootFilesystem = true
    portMappings           = [{ containerPort = 8080 }]
    healthCheck            = { command = concat(["CMD"], ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/ready"]), interval = 10, timeout = 3, retries = 3 }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.services.name
        awslogs-region        = var.region
        awslogs-stream-prefix = "ingest"
      }
    }
  }])
}

resource "aws_ecs_service" "ingest" {
  name                               = "ingest"
  cluster                            = aws_ecs_cluster.main.id
  task_definition                    = aws_ecs_task_definition.ingest.arn
  desired_count                      = var.ingest_units
  launch_type                        = "FARGATE"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
  network_configuration {
    subnets         = var.private_subnet_ids
    security_groups = [aws_security_group.services.id]
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.ingest.arn
    container_name   = "ingest"
    container_port   = 8080
  }
}

resource "aws_lb" "main" {
  name                       = local.name
  load_balancer_type         = "application"
  internal                   = true
  subnets                    = var.private_subnet_ids
  security_groups            = [aws_security_group.balancer.id]
  drop_invalid_header_fields = true
  enable_deletion_protection = var.environment == "prod"
}

resource "aws_lb_target_group" "api" {
  name                 = "${local.name}-api"
  port                 = 8080
  protocol             = "HTTP"
  target_type          = "ip"
  vpc_id               = var.vpc_id
  deregistration_delay = 30
  health_check {
    path                = "/ready"
    interval            = 10
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_target_group" "realtime" {
  name                 = "${local.name}-realtime"
  port                 = 8080
  protocol             = "HTTP"
  target_type          = "ip"
  vpc_id               = var.vpc_id
  deregistration_delay = 30
  health_check {
    path                = "/ready"
    interval            = 10
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_target_group" "ingest" {
  name                 = "${local.name}-ingest"
  port                 = 8080
  protocol             = "HTTP"
  target_type          = "ip"
  vpc_id               = var.vpc_id
  deregistration_delay = 30
  health_check {
    path                = "/ready"
    interval            = 10
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = var.certificate_arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }
}

resource "aws_lb_listener_rule" "realtime" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.realtime.arn
  }
  condition {
    path_pattern {
      values = ["/realtime/*"]
    }
  }
}

resource "aws_lb_listener_rule" "ingest" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 11
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.ingest.arn
  }
  condition {
    path_pattern {
      values = ["/ingest/*"]
    }
  }
}

resource "aws_db_subnet_group" "stores" {
  name       = local.name
  subnet_ids = var.private_subnet_ids
}

variable "store_class" {
  type        = string
  description = "What the bill prices: store_cores of the ledger, 4 vCPU/unit; store_memory of the ledger, 16 GB/unit; store_size of the ledger, 5x."
  default     = "db.m6g.8xlarge"
}

variable "store_family" {
  type        = string
  description = "The family of its parameters."
  default     = "postgres18"
}

resource "aws_db_parameter_group" "primary_store" {
  name   = local.name
  family = var.store_family
  parameter {
    name         = "max_connections"
    value        = tostring(var.store_connections)
    apply_method = "pending-reboot"
  }
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

resource "aws_db_instance" "primary_store" {
  # It is there already: import it before the first plan, tofu import aws_db_instance.primary_store NAME
  identifier                   = local.name
  engine                       = "postgres"
  engine_version               = "18"
  instance_class               = var.store_class
  allocated_storage            = var.store_disk
  max_allocated_storage        = var.store_disk_most
  storage_type                 = "gp3"
  storage_encrypted            = true
  multi_az                     = var.store_nodes > 1
  db_name                      = "rollo"
  username                     = "owner_of_schema"
  manage_master_user_password  = true
  parameter_group_name         = aws_db_parameter_group.primary_store.name
  db_subnet_group_name         = aws_db_subnet_group.stores.name
  vpc_security_group_ids       = [aws_security_group.stores.id]
  backup_retention_period      = var.store_backups
  copy_tags_to_snapshot        = true
  auto_minor_version_upgrade   = true
  performance_insights_enabled = true
  deletion_protection          = var.environment == "prod"
  skip_final_snapshot          = var.environment != "prod"
  final_snapshot_identifier    = "${local.name}-last"
}

resource "aws_db_instance" "read_replica" {
  count                        = var.read_replica_units
  identifier                   = "${local.name}-replica-${count.index}"
  replicate_source_db          = aws_db_instance.primary_store.identifier
  instance_class               = var.store_class
  storage_encrypted            = true
  performance_insights_enabled = true
  vpc_security_group_ids       = [aws_security_group.stores.id]
  skip_final_snapshot          = true
}

resource "aws_elasticache_subnet_group" "stores" {
  name       = local.name
  subnet_ids = var.private_subnet_ids
}

variable "cache_class" {
  type        = string
  description = "A class that holds cache_node_memory of the ledger, 5 GB/unit."
  default     = "cache.m6g.large"
}

resource "aws_elasticache_replication_group" "cache" {
  replication_group_id       = local.name
  description                = "Cache of rollo."
  engine                     = "valkey"
  node_type                  = var.cache_class
  num_node_groups            = var.cache_pairs
  replicas_per_node_group    = 1
  automatic_failover_enabled = true
  multi_az_enabled           = true
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  subnet_group_name          = aws_elasticache_subnet_group.stores.name
  security_group_ids         = [aws_security_group.stores.id]
}

variable "event_log_class" {
  type        = string
  description = "The class of a broker: from a load test."
}

variable "event_log_disk" {
  type        = number
  description = "GB on each broker: retention times what comes in."
}

resource "aws_msk_cluster" "event_log" {
  cluster_name = local.name
  # The catalogue knows 4.2 as the newest line; MSK names the versions that it offers.
  kafka_version          = var.event_log_version
  number_of_broker_nodes = length(var.private_subnet_ids)
  broker_node_group_info {
    instance_type   = var.event_log_class
    client_subnets  = var.private_subnet_ids
    security_groups = [aws_security_group.stores.id]
    storage_info {
      ebs_storage_info {
        volume_size = var.event_log_disk
      }
    }
  }
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }
}

variable "event_log_version" {
  type        = string
  description = "A version of Kafka that MSK offers."
}

resource "aws_apigatewayv2_api" "main" {
  name          = local.name
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_vpc_link" "main" {
  name               = local.name
  subnet_ids         = var.private_subnet_ids
  security_group_ids = [aws_security_group.balancer.id]
}

resource "aws_apigatewayv2_integration" "main" {
  api_id             = aws_apigatewayv2_api.main.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = aws_lb_listener.https.arn
  connection_type    = "VPC_LINK"
  connection_id      = aws_apigatewayv2_vpc_link.main.id
}

resource "aws_apigatewayv2_route" "main" {
  api_id    = aws_apigatewayv2_api.main.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.main.id}"
}

resource "aws_apigatewayv2_stage" "main" {
  api_id      = aws_apigatewayv2_api.main.id
  name        = "$default"
  auto_deploy = true
}

variable "cdn_origin" {
  type        = string
  description = "Where the network fetches what it does not hold."
}

data "aws_cloudfront_cache_policy" "optimized" {
  name = "Managed-CachingOptimized"
}

resource "aws_cloudfront_distribution" "cdn" {
  enabled = true
  origin {
    origin_id   = "files"
    domain_name = var.cdn_origin
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
  default_cache_behavior {
    target_origin_id       = "files"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    viewer_protocol_policy = "redirect-to-https"
    cache_policy_id        = data.aws_cloudfront_cache_policy.optimized.id
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_secretsmanager_secret" "payments" {
  name        = "${local.name}-payments"
  description = "Key for payments."
}

resource "aws_secretsmanager_secret" "maps" {
  name        = "${local.name}-maps"
  description = "Key for maps."
}

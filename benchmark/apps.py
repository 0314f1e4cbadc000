from django.apps import AppConfig


class BenchmarkConfig(AppConfig):
    name = "benchmark"
    verbose_name = "集群对标"

    def ready(self) -> None:
        # Models are there only now.
        from benchmark.actions import security_log

        security_log.connect()

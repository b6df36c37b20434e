import pytest


@pytest.fixture
def new_store(tmp_path):
    made = iter(range(1000))
    return lambda: f"sqlite:///{tmp_path}/desk{next(made)}.db"


@pytest.fixture(params=["sqlite"])
def kind_of_store(request):
    return request.param

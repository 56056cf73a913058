from __future__ import annotations

import json
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

# Every action that may run, with the commit of its release; nothing else, and nothing by a movable tag.
ACTIONS = {
    "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683": "v4.2.2",
    "actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065": "v5.6.0",
    "actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02": "v4.6.2",
    "actions/upload-pages-artifact@56afc609e74202658d3ffba0e8f6dda462b719fa": "v3.0.1",
    "actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e": "v4.0.5",
}
FOLDER = Path(__file__).parents[2] / ".github/workflows"
NAMES = sorted(file.stem for file in FOLDER.iterdir())
# Every right to write that a job has; all others may only read.
WRITES = {
    ("deploy", "pages"),
    ("deploy", "id-token"),
    ("intake", "contents"),
    ("intake", "issues"),
    ("intake", "pull-requests"),
    ("report", "pull-requests"),
    ("remind", "issues"),
}


def tool(name):
    """A tool beside the Python that runs the tests; a missing one fails the test."""
    found = shutil.which(name, path=sysconfig.get_path("scripts"))
    assert found, f"{name} is missing: install the test dependencies"
    return found


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder():
    return FOLDER


@pytest.fixture(scope="module")
def workflows(folder):
    return {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in folder.iterdir()}


def triggers(workflow):
    return workflow[True]  # YAML 1.1 reads the key "on" as true


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_every_workflow_is_a_yml_file_under_its_name(workflows, folder):
    assert {"build", "check", "deploy", "report", "test"} <= workflows.keys()
    assert {file.suffix for file in folder.iterdir()} == {".yml"}
    assert [name for name, workflow in workflows.items() if workflow["name"] != name] == []


def test_zizmor_finds_nothing_even_when_pedantic(root):
    options = ("--offline", "--no-online-audits", "--strict-collection", "--persona", "pedantic", "--format", "json")
    done = run(tool("zizmor"), *options, str(root / ".github"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout) == []


def test_the_only_finding_ignored_is_the_trigger_of_the_report(folder):
    ignored = [line for file in folder.iterdir() for line in file.read_text("utf-8").splitlines() if "zizmor:" in line]
    assert len(ignored) == 1
    assert "workflow_run: # zizmor: ignore[dangerous-triggers] --" in ignored[0]


def actionlint(*files):
    """What actionlint says, one finding a line; without the shell checkers that a machine may happen to have."""
    done = run(tool("actionlint"), "-no-color", "-oneline", "-shellcheck=", "-pyflakes=", *map(str, files))
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_actionlint_finds_nothing(folder):
    assert actionlint(*folder.iterdir()) == []


@pytest.mark.parametrize(
    ("right", "wrong", "finding"),
    [
        ("steps.changed.outputs.count", "steps.change.outputs.count", 'property "change" is not defined'),
        ("runs-on: ubuntu-24.04", "runs-on: ubuntu-24.4", 'label "ubuntu-24.4" is unknown'),
        ("github.ref", "github.reff", 'property "reff" is not defined'),
        ("contents: read", "content: read", 'unknown permission scope "content"'),
        ("run: make build", "run: echo ${{ github.head_ref }}", "potentially untrusted"),
    ],
)
def test_actionlint_finds_a_mistake(folder, tmp_path, right, wrong, finding):
    text = (folder / "build.yml").read_text("utf-8")
    assert right in text
    (tmp_path / "build.yml").write_text(text.replace(right, wrong), "utf-8")
    assert [line for line in actionlint(tmp_path / "build.yml") if finding in line]


@pytest.mark.parametrize("schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"])
def test_github_accepts_the_workflows(folder, schema):
    files = sorted(str(file) for file in folder.iterdir())
    done = run(tool("check-jsonschema"), "--builtin-schema", schema, *files)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_citation_file_is_valid(root):
    schema = ("--builtin-schema", "vendor.citation-file-format", "--force-filetype", "yaml")
    done = run(tool("check-jsonschema"), *schema, str(root / "CITATION.cff"))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_those_known_by_hash(folder, name):
    used = re.findall(r"uses: (\S+)(?: # (\S+))?", (folder / f"{name}.yml").read_text("utf-8"))
    assert used
    assert [(action, ACTIONS.get(action)) for action, _ in used] == used


@pytest.mark.parametrize("name", NAMES)
def test_no_job_may_more_than_it_says(workflows, name):
    assert workflows[name]["permissions"] == {}
    assert "concurrency" in workflows[name]
    for job in workflows[name]["jobs"].values():
        assert "timeout-minutes" in job
        for scope, level in job["permissions"].items():
            assert level == "read" or (name, scope) in WRITES


def test_only_the_job_that_deploys_holds_an_identity(workflows):
    jobs = workflows["deploy"]["jobs"]
    assert {name for name, job in jobs.items() if "id-token" in job["permissions"]} == {"deploy"}
    assert not [step for step in jobs["deploy"]["steps"] if "run" in step]


def test_checkouts_leave_no_token_behind(workflows):
    for workflow in workflows.values():
        for step in steps(workflow):
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_no_event_text_is_pasted_into_a_shell(workflows):
    for workflow in workflows.values():
        assert not [step for step in steps(workflow) if "${{" in step.get("run", "")]


def test_the_report_runs_only_the_default_branch(workflows):
    report = workflows["report"]
    assert triggers(report) == {"workflow_run": {"workflows": ["check", "build"], "types": ["completed"]}}
    checkout, comment = steps(report)
    assert set(checkout["with"]) == {"persist-credentials", "sparse-checkout"}
    assert comment["run"] == "python3 .github/scripts/report.py"
    assert set(comment["env"]) == {"GH_TOKEN", "HEAD_SHA"}


@pytest.mark.parametrize("name", ["build", "check", "test"])
def test_what_runs_a_contributors_code_may_only_read(workflows, name):
    assert all(job["permissions"] == {"contents": "read"} for job in workflows[name]["jobs"].values())
    assert set(triggers(workflows[name])) <= {"pull_request", "push"}
    assert "secrets." not in (FOLDER / f"{name}.yml").read_text("utf-8")


def test_artifacts_have_the_names_that_the_report_asks_for(workflows, script, weights, reporter):
    uploads = {
        step["with"]["name"]: Path(step["with"]["path"]).name
        for name in ("check", "build")
        for step in steps(workflows[name])
        if "upload-artifact" in step.get("uses", "")
    }
    assert uploads == {
        "problems": script.MEMBER,
        "weights": weights.MEMBER,
        "site": "site",
        "pictures": "pictures",
    }
    assert reporter.ARTIFACTS.keys() < uploads.keys()


def test_the_intake_reads_without_rights_and_writes_without_running_anything(workflows):
    intake = workflows["intake"]
    assert triggers(intake) == {"issues": {"types": ["opened", "edited", "labeled"]}}
    read, propose = intake["jobs"]["read"], intake["jobs"]["propose"]
    assert read["permissions"] == {"contents": "read"}
    assert not [step for step in read["steps"] if "env" in step]
    checkout, step = propose["steps"]
    assert set(checkout["with"]) == {"persist-credentials", "sparse-checkout"}
    assert step["run"] == "python3 .github/scripts/propose.py"
    assert set(step["env"]) == {"GH_TOKEN", "ARTIFACT"}
    assert intake["concurrency"]["group"].endswith("|| github.event.issue.number }}")


def test_owners_are_named_for_folders_that_exist(root):
    lines = (root / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert rules[0][0] == "*"
    for pattern, *owners in rules:
        assert pattern in {"*", "/docs/"} or (root / pattern.strip("/")).is_dir()
        assert owners
        assert all(re.fullmatch(r"@[\w-]+(/[\w-]+)?", owner) for owner in owners)


def test_the_pull_request_template_speaks_four_languages(root):
    text = (root / ".github/pull_request_template.md").read_text("utf-8")
    assert text.count("<details") == text.count("</details>") == 4
    assert all(f"<summary>{name}</summary>" in text for name in ("English", "Français", "ລາວ", "Русский"))
    assert "\u0ecd\u0eb2" not in text

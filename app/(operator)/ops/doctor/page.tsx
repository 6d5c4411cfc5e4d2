import type { Metadata } from 'next';
import { DoctorReport } from '@/components/ops/doctor-report';
import { RunAgain } from '@/components/ops/run-again';
import { PageHeader } from '@/components/ui/page-header';
import { loadDoctorReport } from '@/lib/doctor/loaders';

export const metadata: Metadata = { title: 'Doctor' };

export default async function DoctorPage() {
  return (
    <>
      <PageHeader
        title="Doctor"
        description={
          <>
            Checks the configuration and everything around the app, as this process sees it. On the
            command line, <code>npm run doctor</code> does the same.
          </>
        }
        actions={<RunAgain />}
        className="mb-5 max-w-4xl"
      />
      <DoctorReport report={await loadDoctorReport()} />
    </>
  );
}
